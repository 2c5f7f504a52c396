"use client";
import { useEffect, useRef } from "react";
import { AskForLink } from "../landing/ask-for-link.tsx";
import { useOwner } from "../offline/use-owner.ts";
import { forgetDevice } from "../offline/kept.ts";
import { Button } from "../components/ui/button.tsx";
import { rememberNext } from "./next-page.ts";

/**
 * Lies over the page of a session that ended: nothing is lost, a link brings it back, and the page is there again. The
 * browser's own dialog keeps the focus in it and needs no style sheet.
 */
export function SessionEnded() {
  const dialog = useRef<HTMLDialogElement>(null);
  const owner = useOwner();
  useEffect(() => {
    dialog.current?.showModal();
    rememberNext(location);
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="session-ended"
      onCancel={(event) => event.preventDefault()}
      className="m-auto w-[min(28rem,92vw)] rounded-card border border-control-line bg-surface p-5 text-text shadow-card backdrop:bg-scrim"
    >
      <div className="flex flex-col gap-4">
        <h2 id="session-ended" tabIndex={-1} className="text-[22px] font-bold outline-none">
          Please sign in again
        </h2>
        <p>Your session has ended. What you did is kept on this device and waits for you.</p>
        {owner && <AskForLink key={owner.email} address={owner.email} />}
        <Button kind="text" className="self-start" onClick={() => void forgetDevice()}>
          Sign out and delete what is on this device
        </Button>
      </div>
    </dialog>
  );
}
