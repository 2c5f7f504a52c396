import { setTimeout as wait } from "node:timers/promises";
import { postAsk } from "./asks.ts";
import type { AuthBench } from "./start.ts";

interface LinkAsked {
  readonly path: "/auth/send-magic-link" | "/auth/register";
  readonly email: string;
}

/** The link with its mail, and after the answer the note that the mail has left. */
const roundTripsOfLink = 2;
const longestWaitMilliseconds = 5000;
const attempts = 3;

/**
 * Asks our auth worker for a link and returns the milliseconds until it answered. What it does after the answer is
 * waited for, so that it does not weigh on whoever is measured next. A machine that stands still for a third of a second
 * makes the limits refuse: nothing was measured then, and the address is asked for again.
 */
export async function askForLink(bench: AuthBench, { path, email }: LinkAsked): Promise<number> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    bench.stack.neon.clearRoundTrips();
    const ask = postAsk(path, { email }, { statuses: [202, 503] });
    const { answers, milliseconds } = await bench.call("alva", [ask]);
    if (answers[0]?.status === 202) {
      await mailHasLeft(bench);
      return milliseconds;
    }
    await forgetLimits(bench);
  }
  throw new Error(`${path} was answered 503 ${attempts} times in a row`);
}

/** The secret of the newest link that was mailed to this address. */
export function mailedSecret({ stack }: AuthBench, address: string): string {
  const [mail] = stack.mail.mails(address);
  return new URLSearchParams(new URL(mail?.links[0] ?? "").hash.slice(1)).get("token") ?? "";
}

async function mailHasLeft({ stack }: AuthBench): Promise<void> {
  const deadline = performance.now() + longestWaitMilliseconds;
  while (stack.neon.roundTrips().length < roundTripsOfLink) {
    if (performance.now() > deadline) throw new Error("a mail did not leave");
    await wait(1);
  }
}

/** The refused request may have been counted, and an address may be mailed once a minute. */
async function forgetLimits({ stack }: AuthBench): Promise<void> {
  const answer = await fetch(stack.redis.url, {
    method: "POST",
    headers: { Authorization: `Bearer ${stack.secrets.redisToken}` },
    body: JSON.stringify(["FLUSHALL"]),
  });
  if (!answer.ok) throw new Error(`Redis answered ${answer.status}`);
}
