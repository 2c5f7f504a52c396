import type { Session } from "@alva/auth-client/session";
import { create } from "zustand";
import { forgetOthersDrafts } from "../onboarding/drafts.ts";
import { forgetPutAside } from "../plan/put-aside.ts";
import { authClient } from "./clients.ts";

/** The session of this browser as every tab knows it. Access tokens are not in it; they stay inside the client. */
export const useSession = create<Session>()(() => ({ state: "unknown" }));

/** Says that this browser was signed in when it was last heard of, and nothing else. */
const marker = "alva.returning";

/** Keeps the session up to date for as long as the page lives. Returns what ends that. */
export function followSession(): () => void {
  const client = authClient();
  const unsubscribe = client.subscribe((session) => {
    useSession.setState(session, true);
    if (session.state === "signed_in") {
      localStorage.setItem(marker, "");
      forgetOthersDrafts(session.account.id);
    }
    if (session.state === "signed_out") {
      localStorage.removeItem(marker);
      forgetPutAside();
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
