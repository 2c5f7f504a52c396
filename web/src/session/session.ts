import type { Session } from "@alva/auth-client/session";
import { create } from "zustand";
import { deviceStore } from "../offline/device-store.ts";
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
    if (session.state === "signed_in") localStorage.setItem(marker, "");
    if (session.state === "signed_out") {
      localStorage.removeItem(marker);
      forgetPutAside();
    }
  });
  // A stranger's browser need not ask; everyone else's session is known once something asks for a token.
  if (localStorage.getItem(marker) === null) useSession.setState({ state: "signed_out" }, true);
  else void client.accessToken().catch(showOwner);
  const onShow = ({ persisted }: PageTransitionEvent) => {
    // A page that comes back from the browser's cache has missed what other tabs said.
    if (persisted) void client.refresh().catch(() => undefined);
  };
  const onOnline = () => {
    if (localStorage.getItem(marker) !== null) void client.accessToken().catch(() => undefined);
  };
  window.addEventListener("online", onOnline);
  window.addEventListener("pageshow", onShow);
  return () => {
    window.removeEventListener("online", onOnline);
    window.removeEventListener("pageshow", onShow);
    unsubscribe();
  };
}

/**
 * While auth cannot be asked, what this device kept is shown to whom it was kept for. There is no token in it, so nothing can be
 * asked of a worker; the session is known once there is a connection.
 */
async function showOwner(): Promise<void> {
  const account = await deviceStore.owner();
  if (account === undefined || useSession.getState().state !== "unknown") return;
  useSession.setState({ state: "signed_in", account }, true);
}
