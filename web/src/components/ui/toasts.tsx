"use client";
import type { Toaster as SonnerToaster } from "sonner";
import { useEffect, useState } from "react";

/**
 * The place where short messages appear: above what phones keep at the bottom of the page, the tabs and a card's buttons. It comes
 * after the page, which has nothing to say before it works, and which works on when it cannot be loaded: it comes with the
 * connection then.
 */
export function Toasts() {
  const [Toaster, setToaster] = useState<typeof SonnerToaster>();
  useEffect(() => {
    const load = () =>
      void import("sonner").then(
        (module) => setToaster(() => module.Toaster),
        () => undefined,
      );
    load();
    window.addEventListener("online", load);
    return () => window.removeEventListener("online", load);
  }, []);
  return (
    Toaster && (
      // It would give the focus back to where it came from, also when somebody has gone on to another field.
      <div onFocusCapture={(event) => event.stopPropagation()}>
        <Toaster
          customAriaLabel="Messages, Alt+T"
          position="bottom-left"
          visibleToasts={3}
          mobileOffset={{ bottom: "88px" }}
          toastOptions={{ unstyled: true }}
        />
      </div>
    )
  );
}
