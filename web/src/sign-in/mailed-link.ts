/** A mailed link as the page reads it. */
export interface MailedLink {
  readonly purpose: "sign_in" | "change_email";
  readonly token: string;
  /**
   * When it ends, in milliseconds since 1970; undefined when that was cut off on its way. Only words are chosen by it: whether the
   * link works is for auth to say.
   */
  readonly endsAt: number | undefined;
}

/** How long a link lasts. */
export const linkMilliseconds = 600_000;

/** 32 bytes as base64url; of a link that was cut on its way there is less. */
const wholeToken = /^[\w-]{43}$/;
/** Seconds since 1970. */
const wholeMoment = /^\d{10}$/;

/** What stands behind `#` in a mailed link: a sign-in, or the confirmation of a new address. Undefined when its token is not whole. */
export function readLink(fragment: string): MailedLink | undefined {
  const parts = new URLSearchParams(fragment.slice(1));
  const part = (name: string, whole: RegExp) => whole.exec(parts.get(name) ?? "")?.[0];
  const until = part("until", wholeMoment);
  const endsAt = until === undefined ? undefined : Number(until) * 1000;
  const signIn = part("token", wholeToken);
  if (signIn !== undefined) return { purpose: "sign_in", token: signIn, endsAt };
  const change = part("change", wholeToken);
  return change === undefined ? undefined : { purpose: "change_email", token: change, endsAt };
}
