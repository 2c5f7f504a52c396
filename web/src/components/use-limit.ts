"use client";
import { inWords } from "../sentence.ts";
import { useWait } from "./use-wait.ts";

/** Why what was refused with this error cannot be tried again yet, counting down; undefined when it can. */
export function useLimit(error: unknown): string | undefined {
  const seconds = useWait(error);
  return seconds === 0 ? undefined : `Possible again in ${inWords(seconds)}.`;
}
