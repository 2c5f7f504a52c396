"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { takeOverAnswers } from "../api/plans.ts";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { say } from "../components/ui/toast.tsx";
import { Waiting } from "../components/ui/waiting.tsx";
import { useLimit } from "../components/use-limit.ts";
import { sentenceOf } from "../sentence.ts";

/** Says that answers were changed without becoming part of the profile, on another device say, and offers to make them so. */
export function PendingAnswers({ count }: { readonly count: number }) {
  const queries = useQueryClient();
  const isOnline = useOnline();
  const take = useMutation({
    mutationFn: () => takeOverAnswers(queries),
    onSuccess: () => say({ sentence: "Your profile has them now. They count from your next plan on." }),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
    onSettled: () => queries.invalidateQueries(),
  });
  const limit = useLimit(take.error);
  if (count === 0) return null;
  return (
    <Notice>
      <p>
        {count === 1 ? "A changed answer is" : `${count} changed answers are`} not part of your profile yet.
      </p>
      <Button
        kind="secondary"
        className="mt-3"
        busy={take.isPending}
        disabled={!isOnline || limit !== undefined}
        onClick={() => take.mutate()}
      >
        {count === 1 ? "Use it" : "Use them"}
      </Button>
      {!isOnline && <p className="mt-2 text-sm text-muted">You're offline. Using it needs a connection.</p>}
      {limit !== undefined && <Waiting className="mt-2">{limit}</Waiting>}
    </Notice>
  );
}
