import { createApiClient } from "@alva/api-client/api-client";
import { createAuthClient } from "@alva/auth-client/auth-client";
import { forgetOthersDrafts } from "../onboarding/drafts.ts";
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
  const auth = createAuthClient({ authOrigin });
  auth.subscribe((session) => {
    learnSession(session);
    if (session.state === "signed_in") forgetOthersDrafts(session.account.id);
    if (session.state === "signed_out") forgetPutAside();
  });
  return { auth, api: createApiClient({ apiOrigin, fetch: auth.fetch }) };
}
