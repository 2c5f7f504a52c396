"use client";
import { useEffect, useState } from "react";
import { useOnline } from "../components/ui/online.ts";
import { useConnection } from "./connection.ts";
import { useKept, waitingIn } from "./kept.ts";

const saidForMilliseconds = 4000;

/** A thin bar that says how it stands with the connection and with what waits on this device; nothing while all is as usual. */
export function ConnectionBar() {
  const isOnline = useOnline();
  const isReached = useConnection((connection) => connection.isReached);
  const waiting = useKept(waitingIn);
  const isApart = !isOnline || !isReached;
  // Whether there is good news to tell: it was apart, and is not any more.
  const [isBack, setIsBack] = useState(false);
  useEffect(() => {
    if (isApart) setIsBack(true);
    if (isApart || waiting > 0) return undefined;
    const timer = setTimeout(() => setIsBack(false), saidForMilliseconds);
    return () => clearTimeout(timer);
  }, [isApart, waiting]);
  const sentence = !isOnline
    ? "You're offline. Changes are saved on this device."
    : !isReached
      ? "I can't reach Alva. Changes are saved on this device, and I keep trying."
      : isBack
        ? waiting > 0
          ? "Saving what you changed."
          : "All changes saved"
        : "";
  return (
    <div aria-live="polite" className="bg-text text-center text-sm text-page">
      {sentence !== "" && <p className="p-1">{sentence}</p>}
    </div>
  );
}
