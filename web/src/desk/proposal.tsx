"use client";
import type { ChatProposal } from "@alva/contracts/chat";
import type { ReplanWish } from "@alva/contracts/plan-changes";
import { ProblemError } from "@alva/contracts/problem-error";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleSlash, PencilLine } from "lucide-react";
import Link from "next/link";
import { useEffect, useId, useRef, useState } from "react";
import { keys } from "../api/keys.ts";
import { isOutdated, useReplanPreview } from "../api/plan-changes.ts";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { say } from "../components/ui/toast.tsx";
import { useLimit } from "../components/use-limit.ts";
import { Difference } from "../plan/difference.tsx";
import { useCurrentPlan } from "../plan/use-current-plan.ts";
import { apiClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";
import { carryOut, type SeenReplan } from "./carry-out.ts";
import { replanWish } from "./replan-wish.ts";

interface ProposalProps {
  readonly proposal: ChatProposal;
  readonly onDecided: (proposal: ChatProposal) => void;
}

/** A change that the desk proposes: what it would do, and the two buttons that decide. Nothing happens before. */
export function Proposal({ proposal, onDecided }: ProposalProps) {
  const id = useId();
  const [wasOpen] = useState(proposal.state === "proposed");
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-3 rounded-card border border-control-line bg-info-soft p-4"
    >
      <h3 id={id} className="flex items-start gap-2 font-semibold break-words">
        <PencilLine aria-hidden className="mt-0.5 size-5 shrink-0" />
        <span className="min-w-0">{proposal.summary}</span>
      </h3>
      {proposal.state === "proposed" ? (
        <Deciding proposal={proposal} onDecided={onDecided} />
      ) : (
        <Decided proposal={proposal} isNews={wasOpen} />
      )}
    </section>
  );
}

interface DecidedProps {
  readonly proposal: ChatProposal;
  /** Whether it was decided just now; the button that did it is gone, so the focus comes here. */
  readonly isNews: boolean;
}

function Decided({ proposal: { state, action }, isNews }: DecidedProps) {
  const words = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNews) words.current?.focus();
  }, [isNews]);
  const isConfirmed = state === "confirmed";
  const Icon = isConfirmed ? CircleCheck : CircleSlash;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <h4
        ref={words}
        tabIndex={-1}
        className={`flex items-center gap-2 text-sm font-semibold outline-none ${isConfirmed ? "text-success" : "text-muted"}`}
      >
        <Icon aria-hidden className="size-5 shrink-0" />
        {isConfirmed ? "Confirmed" : "Cancelled. Nothing was changed."}
      </h4>
      {isConfirmed && "task_id" in action.arguments && action.arguments.task_id !== undefined && (
        <Link
          className="inline-flex min-h-11 items-center text-link underline"
          href={`/board/${action.arguments.task_id}`}
        >
          {action.name === "draft_content" ? "See the draft" : "See the task"}
        </Link>
      )}
    </div>
  );
}

function Deciding(props: ProposalProps) {
  const wish = replanWish(props.proposal.action);
  return wish === undefined ? <Decision {...props} /> : <Replanning {...props} wish={wish} />;
}

interface ReplanningProps extends ProposalProps {
  readonly wish: ReplanWish;
}

/** Other hours or another budget: the whole difference is looked at before it can be confirmed. */
function Replanning({ wish, ...props }: ReplanningProps) {
  const { current, isMissing, ...plan } = useCurrentPlan();
  const preview = useReplanPreview(current?.plan.id, wish);
  if (isMissing) return <p className="text-sm text-muted">There is no plan in use to change.</p>;
  const error = plan.error ?? preview.error;
  const retry = () => (plan.error ? plan.retry() : void preview.refetch());
  const shown = current && preview.data && { ...current, preview: preview.data };
  const seen = shown && { planId: shown.plan.id, revision: shown.preview.revision };
  return (
    <>
      {error ? (
        <LoadProblem error={error} retry={retry} />
      ) : shown ? (
        <Difference preview={shown.preview} channelsBefore={shown.means.channels} />
      ) : (
        <Loading outline={<Skeleton className="h-16" />} retry={retry} />
      )}
      {/* Stays while another plan takes the place of the one that was changed, and with it what went wrong. */}
      <Decision {...props} isReplan seen={error || preview.isFetching ? undefined : seen} />
    </>
  );
}

interface DecisionProps extends ProposalProps {
  readonly isReplan?: boolean;
  readonly seen?: SeenReplan | undefined;
}

function Decision({ proposal, onDecided, isReplan = false, seen }: DecisionProps) {
  const queries = useQueryClient();
  const isOnline = useOnline();
  const refresh = () =>
    Promise.all(
      [keys.dashboard, keys.tasks, keys.plans, ["plan"], ["plan-change"], keys.profile].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const confirm = useMutation({
    mutationFn: () => carryOut(proposal, seen),
    onSuccess: ({ proposal: decided, undo }) => {
      onDecided(decided);
      const takeBack = () => {
        void undo?.()
          .then(refresh)
          .then(() => say({ sentence: `Taken back: ${proposal.summary}` }))
          .catch((error: unknown) => say({ sentence: sentenceOf(error), isProblem: true }));
      };
      say({ sentence: `Confirmed: ${proposal.summary}`, ...(undo ? { undo: takeBack } : {}) });
    },
    onSettled: refresh,
  });
  const cancel = useMutation({
    mutationFn: () => apiClient().cancelProposal(proposal.id),
    onSuccess: (decision) => onDecided(decision.proposal),
  });
  const error = confirm.error ?? cancel.error;
  const limit = useLimit(error);
  // A difference is looked at again; any other change that the board does not allow any more is void.
  const isStale = !isReplan && isRefused(error);

  return (
    <>
      {error && <Notice kind="problem">{whatHappened(error, { isReplan, isStale })}</Notice>}
      {!isStale && (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            busy={confirm.isPending}
            disabled={!isOnline || cancel.isPending || limit !== undefined || (isReplan && !seen)}
            aria-label={`Confirm: ${proposal.summary}`}
            onClick={() => confirm.mutate()}
          >
            Confirm
          </Button>
          <Button
            kind="secondary"
            className="min-h-12"
            busy={cancel.isPending}
            disabled={!isOnline || limit !== undefined || confirm.isPending}
            aria-label={`Cancel: ${proposal.summary}`}
            onClick={() => cancel.mutate()}
          >
            Cancel
          </Button>
          {!isOnline && <p className="text-sm text-muted">You're offline; decide when you are back.</p>}
          {isOnline && limit !== undefined && <p className="text-sm text-muted">{limit}</p>}
        </div>
      )}
    </>
  );
}

interface Standing {
  readonly isReplan: boolean;
  readonly isStale: boolean;
}

/** What went wrong, what is safe, and what can be done about it. */
function whatHappened(error: Error, { isReplan, isStale }: Standing): string {
  if (isStale) {
    return `${sentenceOf(error)} Nothing was changed. This proposal does not fit any more; ask me for a new one.`;
  }
  if (isReplan && isOutdated(error)) {
    return "Your board changed while you looked at this. Nothing was applied; here is the difference as it is now.";
  }
  return `${sentenceOf(error)} The proposal stays here, and confirming again does nothing twice.`;
}

function isRefused(error: Error | null): boolean {
  return error instanceof ProblemError && (error.code === "state_conflict" || error.code === "not_found");
}
