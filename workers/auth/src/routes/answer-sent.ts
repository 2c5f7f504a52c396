import type { LinkSent } from "@alva/contracts/auth";
import { ApiError } from "@alva/http/api-error";
import type { Context } from "hono";
import type * as z from "zod";
import { browserMark, setBrowserMark } from "../cookies.ts";
import { type OpenedWith, readOpenedWith } from "../opened-with.ts";
import type { Ports } from "../ports.ts";
import { linkTtlSeconds } from "../queries/links.ts";
import { randomSecret } from "../secrets.ts";
import type { FirstAttempt } from "../send-link.ts";
import { resendAfterSeconds } from "../send-limits.ts";

/** The same answer for every address: known, unknown, disabled, taken or asked for too often. */
const sent: z.input<typeof LinkSent> = {
  status: "sent",
  expires_in: linkTtlSeconds,
  resend_after: resendAfterSeconds,
};

interface Asking {
  /** The mark of the browser that asks. */
  readonly browser: string;
  readonly openedWith: OpenedWith;
}

/** Answers whoever asks for a link to be mailed. `send` writes it; what it returns runs after the answer. */
export async function answerSent(
  c: Context,
  { sendLimits }: Ports,
  send: (asking: Asking) => Promise<FirstAttempt | undefined>,
): Promise<Response> {
  const { admitted, retryAfterSeconds } = await sendLimits.admitNetwork(c.req.header("CF-Connecting-IP"));
  if (!admitted) {
    throw new ApiError("rate_limited", "Too many links were asked for from your network. Try again later.", {
      headers: { "Retry-After": String(retryAfterSeconds) },
    });
  }
  const browser = browserMark(c) || randomSecret();
  const firstAttempt = await send({ browser, openedWith: readOpenedWith(c) });
  if (firstAttempt) c.executionCtx.waitUntil(firstAttempt());
  setBrowserMark(c, browser, linkTtlSeconds);
  return c.json(sent, 202);
}
