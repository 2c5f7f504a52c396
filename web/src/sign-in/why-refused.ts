import { linkMilliseconds, type MailedLink } from "./mailed-link.ts";

/**
 * Why auth may have refused a link. `elsewhere`: its time is not over, so it was used in another browser or a newer one took its
 * place. `untold`: nothing is known.
 */
export type Refusal = "ended" | "used" | "overtaken" | "elsewhere" | "untold";

interface Known {
  /** Whether this browser spent the link. */
  readonly isSpentHere: boolean;
  /** When this browser asked for links, in milliseconds since 1970. */
  readonly askedAt: readonly number[];
  readonly now: number;
}

/** How many links of one address work at once; the older ones do not. */
const newestThatWork = 3;
/** Links to an address are at least a minute apart, so what is asked for within half of one is the link itself. */
const slackMilliseconds = 30_000;

/** What this browser can tell about a link that auth refused, by itself and without proof: the answer is one for all (docs/decisions/0041). */
export function whyRefused(
  { purpose, endsAt }: Pick<MailedLink, "purpose" | "endsAt">,
  { isSpentHere, askedAt, now }: Known,
): Refusal {
  if (endsAt !== undefined && endsAt <= now) return "ended";
  if (isSpentHere) return "used";
  if (endsAt === undefined) return "untold";
  const newer = askedAt.filter((at) => at + linkMilliseconds > endsAt + slackMilliseconds);
  // A link to a new address gives way to those that worked alone.
  return purpose === "sign_in" && newer.length >= newestThatWork ? "overtaken" : "elsewhere";
}
