"use client";
import { useState } from "react";
import { useDeclinePlan } from "../api/plans.ts";
import { Button } from "../components/ui/button.tsx";
import { Dialog } from "../components/ui/dialog.tsx";
import { useOnline } from "../components/ui/online.ts";

interface DeclinePlanProps {
  /** A plan that waits to be applied. */
  readonly planId: string;
  /** What follows beside the plan's being offered no more. */
  readonly onDeclined?: () => void;
}

/** Says no to a proposed plan, which cannot be taken back, so it asks first. */
export function DeclinePlan({ planId, onDeclined }: DeclinePlanProps) {
  const isOnline = useOnline();
  const [isAsking, setIsAsking] = useState(false);
  const decline = useDeclinePlan();
  return (
    <>
      <Button kind="text" disabled={!isOnline} onClick={() => setIsAsking(true)}>
        I don't want this plan
      </Button>
      {isAsking && (
        <Dialog
          title="Put the new plan away?"
          onClose={() => setIsAsking(false)}
          // Whatever offered the plan goes with the offer, while the mutation still waits for the list without it.
          focusAfter={() =>
            decline.isPending || decline.isSuccess ? document.querySelector<HTMLElement>("main h1") : null
          }
        >
          <p>
            I stop offering it, on all your devices, and it can't be used any more. You find it among your
            earlier plans, to read. The plan in use stays as it is.
          </p>
          <div className="flex flex-wrap gap-3">
            <Button
              kind="destructive"
              busy={decline.isPending}
              onClick={() => decline.mutate(planId, { onSuccess: () => onDeclined?.() })}
            >
              Put it away
            </Button>
            <Button kind="secondary" onClick={() => setIsAsking(false)}>
              Keep the offer
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
