"use client";
import type { Plan } from "@alva/contracts/plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { takeOverAnswers, usePlans } from "../api/plans.ts";
import { useUndoPlan } from "../api/plan-changes.ts";
import { usePutAnswersAside, usePutPlanAside } from "../api/put-aside.ts";
import { Moment } from "../components/moment.tsx";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { say } from "../components/ui/toast.tsx";
import { useOnboarding } from "../onboarding/use-card.ts";
import { sentenceOf } from "../sentence.ts";
import { changedCards, isAfter, newestAnswerAt } from "./changed-cards.ts";
import { DeclinePlan } from "./decline-plan.tsx";
import { newestPlan, undoableUntil } from "./newest-plan.ts";
import { PutBack } from "./put-back.tsx";
import { UnderWay } from "./under-way.tsx";

interface PlanNewsProps {
  readonly plan: Plan;
  /** The newest one. */
  readonly profile: ClientProfile;
}

/** What the owner should know above their plan: a new one, answers that changed since, a change that can be undone. */
export function PlanNews({ plan, profile }: PlanNewsProps) {
  const { data: plans } = usePlans();
  const newest = newestPlan(plans?.items ?? []);
  return (
    <>
      {newest.is === "under_way" && <UnderWay planId={newest.plan.id} />}
      {newest.is === "waiting" && <Waiting planId={newest.plan.id} />}
      {newest.is === "failed" && <Failed planId={newest.plan.id} />}
      {(newest.is === "none" || newest.is === "failed") && <Changed plan={plan} profile={profile} />}
      <Undo plan={plan} />
    </>
  );
}

function Waiting({ planId }: { readonly planId: string }) {
  const isOnline = useOnline();
  const putAside = usePutPlanAside();
  return (
    <Notice>
      <p className="font-semibold">A new plan is ready.</p>
      <p>Nothing has changed yet. Look at the difference, then decide.</p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button asChild>
          <Link href="/plan/new">See the difference</Link>
        </Button>
        <PutAside kind="secondary" putAside={() => putAside.mutate(planId)}>
          Not now
        </PutAside>
        <DeclinePlan planId={planId} />
        {!isOnline && <NeedsConnection />}
      </div>
    </Notice>
  );
}

function Failed({ planId }: { readonly planId: string }) {
  const isOnline = useOnline();
  const putAside = usePutPlanAside();
  return (
    <Notice kind="problem">
      <p>I couldn't finish the new plan. This one is as it was.</p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button kind="secondary" asChild>
          <Link href="/plan/new">Try again</Link>
        </Button>
        <PutAside kind="text" putAside={() => putAside.mutate(planId)}>
          Dismiss
        </PutAside>
        {!isOnline && <NeedsConnection />}
      </div>
    </Notice>
  );
}

function Changed({ plan, profile }: PlanNewsProps) {
  const router = useRouter();
  const queries = useQueryClient();
  const isOnline = useOnline();
  const { data: onboarding } = useOnboarding();
  const go = useMutation({
    mutationFn: async (path: string) => {
      await takeOverAnswers(queries);
      router.push(path);
    },
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
  });
  const putAside = usePutAnswersAside(plan.id);
  if (onboarding === undefined) return null;
  const newestAt = newestAnswerAt(profile, onboarding.cards);
  if (!isAfter(newestAt, plan.answers_put_aside_until)) return null;
  const cards = changedCards({ before: plan.profile, after: profile, cards: onboarding.cards });
  if (cards.length === 0) return null;
  return (
    <Notice>
      <p className="font-semibold">
        You changed {cards.length === 1 ? "an answer" : `${cards.length} answers`} since this plan.
      </p>
      <p className="text-sm">{cards.map(({ title }) => title).join(" · ")}</p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button
          kind="secondary"
          disabled={!isOnline}
          busy={go.isPending && go.variables === "/plan/replan"}
          onClick={() => go.mutate("/plan/replan")}
        >
          Re-plan
        </Button>
        <Button
          kind="secondary"
          disabled={!isOnline}
          busy={go.isPending && go.variables === "/plan/new"}
          onClick={() => go.mutate("/plan/new")}
        >
          Make a new plan
        </Button>
        <PutBack plan={plan} cards={cards} />
        <PutAside kind="text" putAside={() => putAside.mutate(newestAt)}>
          Ignore
        </PutAside>
        {!isOnline && <NeedsConnection />}
      </div>
    </Notice>
  );
}

function Undo({ plan }: { readonly plan: Plan }) {
  const isOnline = useOnline();
  const undo = useUndoPlan(plan.id);
  const until = undoableUntil(plan, Date.now());
  if (until === undefined) return null;
  return (
    <Notice>
      <p>
        {plan.kind === "replanned" ? "You re-planned." : "You took over a new plan."} Until{" "}
        <Moment at={new Date(until).toISOString()} /> you can go back to the one before; what you did since
        goes along.
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button kind="secondary" busy={undo.isPending} disabled={!isOnline} onClick={() => undo.mutate()}>
          Undo
        </Button>
        {!isOnline && <NeedsConnection />}
      </div>
    </Notice>
  );
}

interface PutAsideProps {
  readonly kind: "secondary" | "text";
  readonly putAside: () => void;
  readonly children: string;
}

/** The notice goes with the button in it, so the focus goes on to the page's title. */
function PutAside({ kind, putAside, children }: PutAsideProps) {
  const isOnline = useOnline();
  return (
    <Button
      kind={kind}
      disabled={!isOnline}
      onClick={() => {
        putAside();
        document.querySelector<HTMLElement>("main h1")?.focus();
      }}
    >
      {children}
    </Button>
  );
}

function NeedsConnection() {
  return <p className="text-sm text-muted">You're offline. This needs a connection.</p>;
}
