"use client";
import { ProblemError } from "@alva/contracts/problem-error";
import { useMemo } from "react";
import { useSecondsUntil } from "./ui/countdown.tsx";

/** Whole seconds until what was refused with this error may be tried again; 0 when it may now. */
export function useWait(error: unknown): number {
  const until = useMemo(() => {
    const seconds = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
    return seconds === undefined ? 0 : Date.now() + seconds * 1000;
  }, [error]);
  return useSecondsUntil(until);
}
