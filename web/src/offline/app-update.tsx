"use client";
import { useEffect, useState } from "react";
import { Button } from "../components/ui/button.tsx";

/**
 * Puts the app on this device, so that it opens without a connection, and says when there is a newer version. A page never changes
 * its version by itself: what is half typed stays until the person asks. Only a built app has the worker.
 */
export function AppUpdate() {
  const [waiting, setWaiting] = useState<ServiceWorker>();
  useEffect(() => {
    if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
    void follow(setWaiting);
  }, []);
  return (
    <div aria-live="polite" className="bg-info-soft text-center text-sm">
      {waiting !== undefined && (
        <p className="flex flex-wrap items-center justify-center gap-3 border-b border-line p-1">
          A new version is ready.
          <Button kind="secondary" onClick={() => takeOver(waiting)}>
            Reload
          </Button>
        </p>
      )}
    </div>
  );
}

async function follow(tell: (waiting: ServiceWorker) => void): Promise<void> {
  const registration = await navigator.serviceWorker.register("/service-worker.js", {
    updateViaCache: "none",
  });
  if (registration.waiting) tell(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      // The first version of all is used at once; a later one waits.
      if (installing.state === "installed" && registration.active) tell(installing);
    });
  });
}

function takeOver(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no other origin
  waiting.postMessage("take over");
}
