import { createApiClient } from "@alva/api-client/api-client";
import { type AuthClient, createAuthClient } from "@alva/auth-client/auth-client";
import { forgetDevice } from "../offline/kept.ts";
import { forgetPutAside } from "../plan/put-aside.ts";
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
    if (session.state === "signed_out") forgetPutAside();
  });
  return { auth, api: createApiClient({ apiOrigin, fetch: answeredInTime(auth.fetch) }) };
}

/** When a page says that it takes too long, and offers to ask again (product specification, section 5). */
const patienceMilliseconds = 20_000;

/** What is only read is given up when no answer comes, since asking again would otherwise wait for the same one. */
function answeredInTime(send: AuthClient["fetch"]): AuthClient["fetch"] {
  return async (input, init = {}) => {
    if ((init.method ?? "GET") !== "GET") return send(input, init);
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMilliseconds);
    const signals = init.signal ? [init.signal, patience.signal] : [patience.signal];
    try {
      return await send(input, { ...init, signal: AbortSignal.any(signals) });
    } finally {
      clearTimeout(timer);
    }
  };
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
