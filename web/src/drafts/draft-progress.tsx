"use client";
import type { Draft } from "@alva/contracts/draft";
import { isUnderWay, useCancelDraft } from "../api/drafts.ts";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";

/** A draft that is on its way, with what can be done about it, or why there is none. */
export function DraftProgress({ draft }: { readonly draft: Draft }) {
  const isOnline = useOnline();
  const cancel = useCancelDraft(draft.task_id);
  if (!isUnderWay(draft)) {
    return draft.state === "failed" && draft.reason !== null ? (
      <Notice kind="problem">{draft.reason}</Notice>
    ) : null;
  }
  return (
    <div className="flex items-center gap-3 rounded-card border border-line p-3">
      <span
        aria-hidden
        className="size-4 shrink-0 animate-pulse rounded-full bg-primary motion-reduce:animate-none"
      />
      <p className="flex-1 text-sm">
        {draft.attempt > 1 ? `Try ${draft.attempt}. ` : ""}
        {draft.reason ?? "You can close this and come back; it goes on without you."}
      </p>
      <Button
        kind="secondary"
        aria-label="Stop the draft"
        busy={cancel.isPending}
        disabled={!isOnline}
        onClick={() => cancel.mutate(draft.id)}
      >
        Stop
      </Button>
    </div>
  );
}
