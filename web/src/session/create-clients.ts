import { createApiClient } from "@alva/api-client/api-client";
import { type AuthClient, createAuthClient } from "@alva/auth-client/auth-client";
import { forgetDevice } from "../offline/kept.ts";
import { forgetChosenZone } from "../onboarding/chosen-zone.ts";
import type { Clients } from "./clients.ts";
import { learnSession } from "./session.ts";

/** Makes both clients; what the auth client finds out about the session is known to the pages from then on. */
export function createClients({
  authOrigin,
  apiOrigin,
}: {
  readonly authOrigin: string;
  readonly apiOrigin: string;
}): Clients {
  const auth = leavingNothing(createAuthClient({ authOrigin }));
  auth.subscribe((session) => {
    learnSession(session);
    if (session.state === "signed_out") forgetChosenZone();
  });
  return { auth, api: createApiClient({ apiOrigin, fetch: auth.fetch }) };
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
