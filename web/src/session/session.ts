import type { Session } from "@alva/auth-client/session";
import { create } from "zustand";
import { loadClients } from "./clients.ts";

/** The session of this browser as every tab knows it. Access tokens are not in it; they stay inside the client. */
export const useSession = create<Session>()(() => ({ state: "unknown" }));

/** Says that this browser was signed in when it was last heard of, and nothing else. */
const marker = "alva.returning";

/** Takes over what the auth client found out about the session; while it knows nothing, what is known here stays. */
export function learnSession(session: Session): void {
  if (session.state === "unknown") return;
  useSession.setState(session, true);
  if (session.state === "signed_in") localStorage.setItem(marker, "");
  if (session.state === "signed_out") localStorage.removeItem(marker);
}

// They are wanted as soon as the page works, and are as large as half of it.
if (isReturning()) void loadClients().catch(() => undefined);

/** Whether this browser was signed in when it was last heard of; false while a page is rendered ahead of time. */
function isReturning(): boolean {
  return typeof window !== "undefined" && localStorage.getItem(marker) !== null;
}

/** Keeps the session up to date for as long as the page lives. Returns what ends that. */
export function followSession(): () => void {
  // A stranger's browser need not ask; everyone else's session is known once something asks for a token.
  if (!isReturning()) useSession.setState({ state: "signed_out" }, true);
  else void ask().catch(showOwner);
  const onShow = ({ persisted }: PageTransitionEvent) => {
    // A page that comes back from the browser's cache has missed what other tabs said.
    if (persisted && isReturning()) void ask({ anew: true }).catch(() => undefined);
  };
  const onStorage = ({ key, newValue }: StorageEvent) => {
    // Another tab has signed in; one without clients hears of it by this alone.
    if (key === marker && newValue !== null) askAgain();
  };
  window.addEventListener("pageshow", onShow);
  window.addEventListener("storage", onStorage);
  window.addEventListener("online", askAgain);
  return () => {
    window.removeEventListener("pageshow", onShow);
    window.removeEventListener("storage", onStorage);
    window.removeEventListener("online", askAgain);
  };
}

async function ask({ anew = false } = {}): Promise<void> {
  const { auth } = await loadClients();
  await (anew ? auth.refresh() : auth.accessToken());
}

/** Asks who is signed in once more, if this browser was when it was last heard of. */
export function askAgain(): void {
  if (isReturning()) void ask().catch(() => undefined);
}

/**
 * While auth cannot be asked, what this device kept is shown to whom it was kept for. There is no token in it, so nothing can be
 * asked of a worker; the session is known once there is a connection.
 */
async function showOwner(): Promise<void> {
  const { deviceStore } = await import("../offline/device-store.ts");
  const account = await deviceStore.owner();
  if (account === undefined || useSession.getState().state !== "unknown") return;
  useSession.setState({ state: "signed_in", account }, true);
}
