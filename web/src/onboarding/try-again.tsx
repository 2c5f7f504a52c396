"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../api/keys.ts";
import { takeOverAnswers } from "../api/plans.ts";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useLimit } from "../components/use-limit.ts";
import { apiClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";

/** Asks once more for a plan that failed or was stopped, from the answers as they are now. */
export function TryAgain({ onAsked }: { readonly onAsked?: () => void }) {
  const queries = useQueryClient();
  const isOnline = useOnline();
  // One intent, however often the button is pressed or the answer is lost.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const again = useMutation({
    mutationFn: async () => {
      await takeOverAnswers(queries);
      await apiClient().generatePlan({}, { idempotencyKey });
    },
    onSuccess: () => {
      onAsked?.();
      return queries.invalidateQueries({ queryKey: keys.plans });
    },
  });
  const limit = useLimit(again.error);
  return (
    <div className="flex flex-col items-start gap-3">
      {again.error && <Notice kind="problem">{sentenceOf(again.error)}</Notice>}
      <Button
        disabled={!isOnline || limit !== undefined}
        busy={again.isPending}
        onClick={() => again.mutate()}
      >
        Try again
      </Button>
      {limit !== undefined && <p className="text-sm text-muted">{limit}</p>}
      {!isOnline && <p className="text-sm text-muted">You're offline. Trying again needs a connection.</p>}
    </div>
  );
}
