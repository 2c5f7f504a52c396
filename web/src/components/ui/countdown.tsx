"use client";
import { useEffect, useState } from "react";

/** Whole seconds until an instant (milliseconds since 1970), counting down; 0 once it has passed. */
export function useSecondsUntil(instant: number): number {
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((instant - now) / 1000));
  // Time went on since the last look while there was nothing to count.
  useEffect(() => setNow(Date.now()), [instant]);
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [left]);
  return left;
}
