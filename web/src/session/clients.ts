import type { ApiClient } from "@alva/api-client/api-client";
import type { AuthClient } from "@alva/auth-client/auth-client";
import { apiOrigin, authOrigin } from "../origins.ts";

export interface Clients {
  readonly auth: AuthClient;
  readonly api: ApiClient;
}

let loading: Promise<Clients> | undefined;
let clients: Clients | undefined;

/**
 * The clients of this browser tab, made when they are first wanted: with the contracts they are a third of the app's code,
 * and a stranger who only reads needs none of it. What could not be loaded is asked for again by the next call.
 */
export function loadClients(): Promise<Clients> {
  loading ??= connect().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function connect(): Promise<Clients> {
  const { createClients } = await import("./create-clients.ts");
  clients = createClients({ authOrigin, apiOrigin });
  return clients;
}

/** For pages behind the sign-in: nobody is known to be signed in before the clients are there. */
export const authClient = (): AuthClient => loaded().auth;
export const apiClient = (): ApiClient => loaded().api;

function loaded(): Clients {
  if (clients === undefined) throw new TypeError("Wait for loadClients before using a client.");
  return clients;
}
