"use client";
import { useEffect, useRef, useState } from "react";

/** Screen readers read changes out; more often than this nobody can listen (product specification, section 8). */
const pauseMilliseconds = 5000;

/** A sentence for a live region as it changes, at most every 5 seconds; the last one always comes. */
export function useUnhurried(sentence: string): string {
  const [said, setSaid] = useState(sentence);
  const saidAt = useRef(-pauseMilliseconds);
  useEffect(() => {
    if (sentence === said) return undefined;
    const say = () => {
      saidAt.current = performance.now();
      setSaid(sentence);
    };
    const timer = setTimeout(say, Math.max(0, saidAt.current + pauseMilliseconds - performance.now()));
    return () => clearTimeout(timer);
  }, [sentence, said]);
  return said;
}
