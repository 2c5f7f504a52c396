"use client";
import { ProblemError } from "@alva/contracts/problem-error";
import { inWords } from "../../sentence.ts";
import { useSecondsUntil } from "./countdown.tsx";

interface Tried {
  readonly error: unknown;
  /** When it was tried (milliseconds since 1970). */
  readonly submittedAt: number;
}

/** Why something cannot be tried again yet, counting down; undefined when it can. */
export function useLimit({ error, submittedAt }: Tried): string | undefined {
  const wait = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
  const seconds = useSecondsUntil(wait === undefined ? 0 : submittedAt + 1000 * wait);
  return seconds === 0 ? undefined : `Possible again in ${inWords(seconds)}.`;
}
