import { AccessGrant } from "@alva/contracts/auth";
import * as z from "zod";

/** The session as an app sees it. It is unknown until auth or another tab has said whether there is one. */
export type Session =
  | { readonly state: "unknown" }
  | { readonly state: "signed_in"; readonly account: AccessGrant["account"] }
  | { readonly state: "signed_out" };

const SignedIn = z.object({
  state: z.literal("signed_in"),
  at: z.int(),
  accessToken: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.int(),
  account: AccessGrant.shape.account,
});
const SignedOut = z.object({ state: z.literal("signed_out"), at: z.int() });

/**
 * What a tab knows and tells the others. `at` is when it became true, in milliseconds since 1970 by the clock that all
 * tabs share: the end of a sign-in or sign-out, but the beginning of a refresh.
 */
export const Knowledge = z.discriminatedUnion("state", [SignedIn, SignedOut]);
export type Knowledge = z.infer<typeof Knowledge>;
export type SignedIn = z.infer<typeof SignedIn>;

/** What one tab holds in memory. */
export type Snapshot = Knowledge | { readonly state: "unknown"; readonly at: 0 };

/** A token is replaced when it has less than this left, so that it is still alive when it arrives. */
const refreshAheadMilliseconds = 60_000;

/**
 * Whether `next` replaces `current`: the later does, in whatever order a tab hears of them. A refresh that was under
 * way when someone signed out or in began earlier, so it loses in every tab; in a tie the sign-out wins.
 */
export function supersedes(next: Knowledge, current: Snapshot): boolean {
  return next.at > current.at || (next.at === current.at && next.state === "signed_out");
}

/** The beginning of a refresh: later than all that is known, even when the clock was set back. */
export function beginningAfter({ at }: Snapshot): number {
  return Math.max(Date.now(), at + 1);
}

/** The end of a sign-in or sign-out: later than a refresh that began in the same millisecond. */
export function endAfter(snapshot: Snapshot): number {
  return beginningAfter(snapshot) + 1;
}

/** Signed in with a token that need not be replaced yet. */
export function isFresh(snapshot: Snapshot): snapshot is SignedIn {
  return snapshot.state === "signed_in" && Date.now() < snapshot.expiresAt - refreshAheadMilliseconds;
}

/** Signed in with a token that works still, if only for a moment. */
export function isAlive(snapshot: Snapshot): snapshot is SignedIn {
  return snapshot.state === "signed_in" && Date.now() < snapshot.expiresAt;
}

/** What an app may see of it: everything but the token. */
export function presentSession(snapshot: Snapshot): Session {
  const { state } = snapshot;
  return state === "signed_in" ? { state, account: snapshot.account } : { state };
}

/** Whether an app would see no difference. */
export function isSameSession(a: Session, b: Session): boolean {
  if (a.state !== "signed_in" || b.state !== "signed_in") return a.state === b.state;
  const [one, other] = [a.account, b.account];
  return one.id === other.id && one.email === other.email && one.erases_at === other.erases_at;
}
