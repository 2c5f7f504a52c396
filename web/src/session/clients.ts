// oxlint-disable-next-line import/no-unassigned-import -- what it sets must be set before the other imports run
import "../jitless.ts";
import { type ApiClient, createApiClient } from "@alva/api-client/api-client";
import { type AuthClient, createAuthClient } from "@alva/auth-client/auth-client";
import { forgetDevice } from "../offline/kept.ts";
import { apiOrigin, authOrigin } from "../origins.ts";

let clients: { readonly auth: AuthClient; readonly api: ApiClient } | undefined;

/** The clients of this browser tab. Pages are also rendered ahead of time, where none must exist: call this in effects and handlers. */
function connect() {
  if (clients === undefined) {
    const auth = leavingNothing(createAuthClient({ authOrigin }));
    clients = { auth, api: createApiClient({ apiOrigin, fetch: auth.fetch }) };
  }
  return clients;
}

/** Who signs out on purpose leaves nothing on this device. A session that merely ended leaves the work that is not sent. */
function leavingNothing(auth: AuthClient): AuthClient {
  return {
    ...auth,
    async logout() {
      await Promise.all([forgetDevice(), auth.logout()]);
    },
    async logoutAll(which) {
      await auth.logoutAll(which);
      if (!which.keepThis) await forgetDevice();
    },
    async deleteAccount(email) {
      const scheduled = await auth.deleteAccount(email);
      await forgetDevice();
      return scheduled;
    },
  };
}

export const authClient = (): AuthClient => connect().auth;
export const apiClient = (): ApiClient => connect().api;
