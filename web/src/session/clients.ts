// oxlint-disable-next-line import/no-unassigned-import -- what it sets must be set before the other imports run
import "../jitless.ts";
import { type ApiClient, createApiClient } from "@alva/api-client/api-client";
import { type AuthClient, createAuthClient } from "@alva/auth-client/auth-client";
import { apiOrigin, authOrigin } from "../origins.ts";

let clients: { readonly auth: AuthClient; readonly api: ApiClient } | undefined;

/** The clients of this browser tab. Pages are also rendered ahead of time, where none must exist: call this in effects and handlers. */
function connect() {
  if (clients === undefined) {
    const auth = createAuthClient({ authOrigin });
    clients = { auth, api: createApiClient({ apiOrigin, fetch: auth.fetch }) };
  }
  return clients;
}

export const authClient = (): AuthClient => connect().auth;
export const apiClient = (): ApiClient => connect().api;
