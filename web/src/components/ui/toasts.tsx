"use client";
import dynamic from "next/dynamic";

/** Nobody has anything to say before the page works. */
const Toaster = dynamic(() => import("sonner").then((module) => module.Toaster), { ssr: false });

/** The place where short messages appear: above what phones keep at the bottom of the page, the tabs and a card's buttons. */
export function Toasts() {
  return (
    <Toaster
      position="bottom-left"
      visibleToasts={3}
      mobileOffset={{ bottom: "88px" }}
      toastOptions={{ unstyled: true }}
    />
  );
}
