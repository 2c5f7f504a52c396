import type { LinkSent } from "@alva/contracts/auth";
import type { Context } from "hono";
import type * as z from "zod";
import { browserMark, setBrowserMark } from "../cookies.ts";
import { readOpenedWith } from "../opened-with.ts";
import { linkTtlSeconds } from "../queries/links.ts";
import { randomSecret } from "@alva/http/secrets";
import type { Asking, FirstAttempt } from "../send-link.ts";
import { resendAfterSeconds } from "../send-limits.ts";

/** The same answer for every address: known, unknown, disabled, taken or asked for too often. */
const sent: z.input<typeof LinkSent> = {
  status: "sent",
  expires_in: linkTtlSeconds,
  resend_after: resendAfterSeconds,
};

interface AnswerSent {
  /** By when it must be decided whether the address may be mailed. */
  readonly deadline: AbortSignal;
  /** Writes the link; what it returns runs after the answer. */
  readonly send: (asking: Asking) => Promise<FirstAttempt | undefined>;
}

/** Answers whoever asks for a link to be mailed. */
export async function answerSent(c: Context, { deadline, send }: AnswerSent): Promise<Response> {
  c.set("timesAreSecret", true);
  const browser = browserMark(c) || randomSecret();
  const firstAttempt = await send({ browser, openedWith: readOpenedWith(c), deadline });
  if (firstAttempt) c.executionCtx.waitUntil(firstAttempt());
  setBrowserMark(c, browser, linkTtlSeconds);
  return c.json(sent, 202);
}
