import type { Session } from "@alva/auth-client/session";
import { create } from "zustand";
import { forgetOthersQuestions } from "../desk/kept-question.ts";
import { forgetOthersDrafts } from "../onboarding/drafts.ts";
import { authClient } from "./clients.ts";

/**
 * The session of this browser as every tab knows it. Access tokens are not in it; they stay inside the client. One that auth
 * ended while its page is open counts as signed in, so that the page keeps what was done in it; see `useSessionEnd`.
 */
export const useSession = create<Session>()(() => ({ state: "unknown" }));

/** Whether the session of the open page has ended without its person wishing so: it goes on after signing in again. */
export const useSessionEnd = create<{ readonly hasEnded: boolean }>()(() => ({ hasEnded: false }));

/** Says that this browser was signed in when it was last heard of, and nothing else. */
const marker = "alva.returning";

/** Keeps the session up to date for as long as the page lives. Returns what ends that. */
export function followSession(): () => void {
  const client = authClient();
  const unsubscribe = client.subscribe((session) => {
    const hasEnded =
      session.state === "signed_out" && session.ended === true && useSession.getState().state === "signed_in";
    useSessionEnd.setState({ hasEnded });
    if (hasEnded) return;
    useSession.setState(session, true);
    if (session.state === "signed_in") {
      localStorage.setItem(marker, "");
      forgetOthersWork(session.account.id);
    }
    if (session.state === "signed_out") {
      localStorage.removeItem(marker);
      if (!session.ended) forgetOthersWork(undefined);
    }
  });
  // A stranger's browser need not ask; everyone else's session is known once something asks for a token.
  if (localStorage.getItem(marker) === null) useSession.setState({ state: "signed_out" }, true);
  else void client.accessToken().catch(() => undefined);
  const onShow = ({ persisted }: PageTransitionEvent) => {
    // A page that comes back from the browser's cache has missed what other tabs said.
    if (persisted) void client.refresh().catch(() => undefined);
  };
  window.addEventListener("pageshow", onShow);
  return () => {
    window.removeEventListener("pageshow", onShow);
    unsubscribe();
  };
}

/** What waits on this device belongs to one account: it goes when its person signs out, and when another one signs in. */
function forgetOthersWork(accountId: string | undefined): void {
  forgetOthersDrafts(accountId);
  forgetOthersQuestions(accountId);
}
