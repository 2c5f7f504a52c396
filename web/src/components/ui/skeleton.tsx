"use client";
import { useEffect, useState } from "react";
import { classNames } from "./class-names.ts";

/** A place where something will be. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <div
      aria-hidden
      className={classNames("animate-pulse rounded-card bg-soft motion-reduce:animate-none", className)}
    />
  );
}

/** A whole page on its way: nothing for 300 ms, then its outline, after 8 s a word that it takes longer. */
export function SlowSkeleton() {
  const [patience, setPatience] = useState<"new" | "waiting" | "long">("new");
  useEffect(() => {
    const timers = [
      setTimeout(() => setPatience("waiting"), 300),
      setTimeout(() => setPatience("long"), 8000),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <main id="main" className="mx-auto flex w-full max-w-4xl flex-col gap-4 p-6" aria-busy>
      <p className="sr-only" role="status">
        {patience === "new" ? "" : "Loading"}
      </p>
      {patience !== "new" && (
        <>
          <Skeleton className="h-10 w-2/3" />
          <Skeleton className="h-32" />
          <Skeleton className="h-32" />
        </>
      )}
      {patience === "long" && <p className="text-muted">Still working on it.</p>}
    </main>
  );
}
