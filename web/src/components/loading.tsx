"use client";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./ui/button.tsx";
import { Notice } from "./ui/notice.tsx";
import { useOnline } from "./ui/online.ts";
import { Skeleton } from "./ui/skeleton.tsx";

interface LoadingProps {
  /** Asks once more; offered after 20 seconds. */
  readonly retry: () => void;
  /** What the page will look like; three blocks when nothing is said. */
  readonly outline?: ReactNode;
}

/** How long each stage begins after the loading did, in milliseconds (product specification, section 5). */
const stages = { outline: 300, audible: 2000, long: 8000, tooLong: 20_000 } as const;

/** What is said meanwhile; of a page that comes at once, only the page itself. */
const words = { new: "", outline: "", audible: "Loading", long: "Still working on it." } as const;

/**
 * Something on its way: nothing at first, then its outline, then a word that it takes longer, then a way to ask again. Offline it
 * says that this was not kept on the device.
 */
export function Loading({ retry, outline }: LoadingProps) {
  const isOnline = useOnline();
  const [stage, setStage] = useState<"new" | keyof typeof stages>("new");
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const timers = [
      setTimeout(() => setStage("outline"), stages.outline),
      setTimeout(() => setStage("audible"), stages.audible),
      setTimeout(() => setStage("long"), stages.long),
      setTimeout(() => setStage("tooLong"), stages.tooLong),
    ];
    return () => timers.forEach(clearTimeout);
  }, [tries]);
  if (!isOnline && stage !== "new") {
    return (
      <Notice>
        You're offline, and this is not on this device yet. It loads by itself once you are back online.
      </Notice>
    );
  }
  if (stage === "tooLong") {
    return (
      <Notice kind="problem">
        <p>This takes too long. Nothing of yours was lost; please try again.</p>
        <Button
          kind="secondary"
          className="mt-3"
          onClick={() => {
            setStage("new");
            setTries(tries + 1);
            retry();
          }}
        >
          Try again
        </Button>
      </Notice>
    );
  }
  return (
    <div className="flex w-full flex-col gap-4" aria-busy>
      {stage !== "new" && (outline ?? <Outline />)}
      <p role="status" className={stage === "long" ? "text-muted" : "sr-only"}>
        {words[stage]}
      </p>
    </div>
  );
}

function Outline() {
  return (
    <>
      <Skeleton className="h-10 w-2/3" />
      <Skeleton className="h-32" />
      <Skeleton className="h-32" />
    </>
  );
}
