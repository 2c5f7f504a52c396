"use client";
import type { Plan } from "@alva/contracts/plan";
import { useReasons } from "../api/reasons.ts";
import { dateAndTime } from "../components/dates.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { SectionHeading } from "../components/ui/card.tsx";
import { Answer } from "../reasons/answer-behind.tsx";

/** What a plan rests on: which version of the answers, from when, and each answer that was used. */
export function BasedOn({ plan }: { readonly plan: Plan }) {
  const { data, error, refetch } = useReasons(plan.id);
  return (
    <section className="flex flex-col gap-3">
      <SectionHeading>Based on</SectionHeading>
      <p>
        Your answers in version {plan.profile.profile_version}
        {plan.kind === "replanned" ? ", re-planned " : ", made "}
        {dateAndTime(plan.created_at)}.
      </p>
      {error && <LoadProblem error={error} retry={() => void refetch()} />}
      {data && (
        <details className="rounded-card border border-line bg-surface">
          <summary className="flex min-h-12 cursor-pointer items-center px-4 font-semibold">
            {data.length} answers used
          </summary>
          <ul className="flex flex-col gap-3 p-4 pt-0">
            {data.map((answer) => (
              <li key={answer.path}>
                <Answer answer={answer} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
