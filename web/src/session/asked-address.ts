import * as z from "zod";

const key = "alva.asked";
/** Longer than a link lives, so that whoever opens one too late finds the address still filled in. */
const keptMilliseconds = 3_600_000;
/** Auth mails an address one link a minute; when it is asked more often, its answer is the same. */
const mailMilliseconds = 60_000;
const Asked = z.object({ email: z.string(), at: z.int(), mailedAt: z.array(z.int()) });
type Asked = z.infer<typeof Asked>;

/**
 * The address that a link was last asked for in this browser within the last hour, when, and when links may have been mailed to it
 * (milliseconds since 1970); undefined when none was. Every tab knows it, since a link is mostly opened in another one.
 */
export function readAsked(): Asked | undefined {
  try {
    const asked = Asked.parse(JSON.parse(localStorage.getItem(key) ?? ""));
    return Date.now() - asked.at < keptMilliseconds ? asked : undefined;
  } catch {
    return undefined;
  }
}

export function rememberAsked(email: string): Asked {
  const before = readAsked();
  const at = Date.now();
  const mailedAt = before?.email === email ? before.mailedAt : [];
  const isMailed = mailedAt.every((earlier) => at - earlier >= mailMilliseconds);
  const asked = { email, at, mailedAt: isMailed ? [...mailedAt, at] : mailedAt };
  localStorage.setItem(key, JSON.stringify(asked));
  return asked;
}

export function forgetAsked(): void {
  localStorage.removeItem(key);
}
