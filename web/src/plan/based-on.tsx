"use client";
import type { Plan } from "@alva/contracts/plan";
import { useState } from "react";
import { useReasons } from "../api/reasons.ts";
import { Moment } from "../components/moment.tsx";
import { Loaded } from "../components/loaded.tsx";
import { SectionHeading } from "../components/ui/card.tsx";
import { Disclosure } from "../components/ui/disclosure.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { Answer } from "../reasons/answer-behind.tsx";

/** What a plan rests on: which version of the answers, from when, and each answer that was used. */
export function BasedOn({ plan }: { readonly plan: Plan }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="flex flex-col gap-3">
      <SectionHeading>Based on</SectionHeading>
      <p>
        Your answers in version {plan.profile.profile_version}
        {plan.kind === "replanned" ? ", re-planned " : ", made "}
        <Moment at={plan.created_at} />.
      </p>
      <Disclosure
        className="rounded-card border border-line bg-surface px-4"
        summary={<span className="font-semibold">The answers it uses</span>}
        onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
      >
        {isOpen && <Answers planId={plan.id} />}
      </Disclosure>
    </section>
  );
}

function Answers({ planId }: { readonly planId: string }) {
  return (
    <div className="pb-4">
      <Loaded query={useReasons(planId)} outline={<Skeleton className="h-24" />}>
        {(answers) => (
          <ul className="flex flex-col gap-3">
            {answers.map((answer) => (
              <li key={answer.path}>
                <Answer answer={answer} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}
