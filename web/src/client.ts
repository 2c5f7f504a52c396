// oxlint-disable-next-line import/no-unassigned-import -- what it sets must be set before the other imports run
import "./jitless.ts";
import { createAuthClient } from "@alva/auth-client/auth-client";
import { ProblemError } from "@alva/contracts/problem-error";
import * as z from "zod";

const { authOrigin, mailboxUrl } = z
  .object({ authOrigin: z.url(), mailboxUrl: z.url().optional() })
  .parse(await (await fetch("/config.json")).json());

/** Where mails arrive in development; undefined where a real provider delivers them. */
export const mailbox = mailboxUrl;

/** The session of this browser. */
export const client = createAuthClient({ authOrigin });

/** A sentence for the person about what went wrong. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ProblemError)) {
    return "I couldn't reach Alva; nothing was lost. Try again in a moment.";
  }
  const wait = error.retryAfterSeconds === undefined ? "" : ` Try again in ${error.retryAfterSeconds} s.`;
  return (error.errors[0]?.message ?? error.message) + wait;
}
