import { authClient } from "./auth.ts";
import { type ApiClient, createApiClient } from "@alva/api-client/api-client";
import { apiOrigin } from "../origins.ts";

let client: ApiClient | undefined;

/** The client of the api worker of this browser tab, with this tab's session. Call it in effects and handlers only. */
export function apiClient(): ApiClient {
  client ??= createApiClient({ apiOrigin, fetch: authClient().fetch });
  return client;
}
