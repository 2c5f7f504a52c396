"use client";
import type { Plan, PlanStep } from "@alva/contracts/plan";
import { useRetryStep } from "../api/plans.ts";
import { Button } from "../components/ui/button.tsx";
import { useLimit } from "../components/use-limit.ts";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { Waiting } from "../components/ui/waiting.tsx";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";

/** Which parts of a plan are a standard template, and the way to ask for them again. */
export function StandardTasks({ plan }: { readonly plan: Plan }) {
  const isOnline = useOnline();
  const retry = useRetryStep(plan.id);
  const limit = useLimit(retry.error);
  const steps = plan.steps.filter(({ state }) => state === "template").map(({ step }) => step);
  if (steps.length === 0) return null;
  const ask = (step: PlanStep) =>
    retry.mutate(step, {
      onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
    });
  const why = isOnline ? limit : "You're offline. This needs a connection.";
  return (
    <Notice>
      <p className="font-semibold">A part of this plan is a standard template.</p>
      <p>
        Writing it for you failed three times, so sound but general tasks took its place. Ask again, and you
        see the difference before anything changes.
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        {steps.map((step) => (
          <Button
            key={step}
            kind="secondary"
            busy={retry.isPending && retry.variables === step}
            disabled={why !== undefined || retry.isPending}
            onClick={() => ask(step)}
          >
            Ask again for {parts[step]}
          </Button>
        ))}
        {why !== undefined && <Waiting>{why}</Waiting>}
      </div>
    </Notice>
  );
}

const parts: Readonly<Record<PlanStep, string>> = {
  strategy: "the strategy",
  ppc: "ads",
  blog: "the blog",
  email: "email",
  social: "social",
};
