"use client";
import { ProblemError } from "@alva/contracts/problem-error";
import { useMemo } from "react";
import { inWords } from "../sentence.ts";
import { useSecondsUntil } from "./ui/countdown.tsx";

/** Why what was refused with this error cannot be tried again yet, counting down; undefined when it can. */
export function useLimit(error: unknown): string | undefined {
  const until = useMemo(() => {
    const seconds = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
    return seconds === undefined ? 0 : Date.now() + seconds * 1000;
  }, [error]);
  const seconds = useSecondsUntil(until);
  return seconds === 0 ? undefined : `Possible again in ${inWords(seconds)}.`;
}
