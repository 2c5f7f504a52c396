"use client";
import type { PlanChangePreview } from "@alva/contracts/plan-changes";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { isOutdated, type PlanChange, useApply } from "../api/plan-changes.ts";
import { Button } from "../components/ui/button.tsx";
import { useLimit } from "../components/use-limit.ts";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";

interface ConfirmChangeProps {
  readonly change: PlanChange;
  /** What is shown; undefined while it is being worked out. */
  readonly preview: PlanChangePreview | undefined;
  readonly label: string;
  /** What leaving the plan as it is for now is called. */
  readonly leave: string;
  /** Why it cannot be confirmed, if so. */
  readonly hindrance?: string | undefined;
  /** Another way out. */
  readonly children?: ReactNode;
}

/** Applies what is shown, after a word of the owner, and leads back to the plan. */
export function ConfirmChange({ change, preview, label, leave, hindrance, children }: ConfirmChangeProps) {
  const router = useRouter();
  const isOnline = useOnline();
  const apply = useApply(() => {
    say({ sentence: "Done. You can go back to the plan before for 24 hours." });
    router.push("/plan");
  });
  const limit = useLimit(apply.error);
  const why = isOnline ? (hindrance ?? limit) : "You're offline. This needs a connection.";
  return (
    <div className="flex flex-col gap-3">
      {apply.error && (
        <Notice kind="problem">
          {isOutdated(apply.error)
            ? "Your board changed while you looked at this. Nothing was applied; here is the difference as it is now."
            : sentenceOf(apply.error)}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          busy={apply.isPending}
          disabled={preview === undefined || why !== undefined}
          onClick={() => preview && apply.mutate({ change, preview })}
        >
          {label}
        </Button>
        <Button kind="secondary" asChild>
          <Link href="/plan">{leave}</Link>
        </Button>
        {children}
        {why !== undefined && <p className="text-sm text-muted">{why}</p>}
      </div>
    </div>
  );
}
