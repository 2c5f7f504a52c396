// oxlint-disable-next-line import/no-unassigned-import -- what it sets must be set before the other imports run
import "../jitless.ts";
import { type AuthClient, createAuthClient } from "@alva/auth-client/auth-client";
import { authOrigin } from "../origins.ts";

let client: AuthClient | undefined;

/**
 * The client of the auth worker of this browser tab. Pages are also rendered ahead of time, where none must exist: call this in
 * effects and handlers. It is apart from the api worker's, whose contracts the pages of strangers need not load.
 */
export function authClient(): AuthClient {
  client ??= leavingNothing(createAuthClient({ authOrigin }));
  return client;
}

/** Who signs out on purpose leaves nothing on this device. A session that merely ended leaves the work that is not sent. */
function leavingNothing(auth: AuthClient): AuthClient {
  return {
    ...auth,
    async logout() {
      try {
        await forget();
      } finally {
        await auth.logout();
      }
    },
    async logoutAll(which) {
      await auth.logoutAll(which);
      if (!which.keepThis) await forget();
    },
    async deleteAccount(email) {
      const scheduled = await auth.deleteAccount(email);
      await forget();
      return scheduled;
    },
  };
}

async function forget(): Promise<void> {
  const { forgetDevice } = await import("../offline/kept.ts");
  await forgetDevice();
}
