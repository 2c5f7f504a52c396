"use client";
import type { AnswerInPlan } from "@alva/contracts/reasons";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useId, useState } from "react";
import { useReasons } from "../api/reasons.ts";
import { channelLook } from "../components/channels.ts";
import { Loaded } from "../components/loaded.tsx";
import { Button } from "../components/ui/button.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { editPathAt } from "../onboarding/return-to.ts";

/** The owner's answer at a path, the way to change it, and what of the plan rests on it. */
export function AnswerBehind({ planId, path }: { readonly planId: string; readonly path: string }) {
  return (
    <Loaded query={useReasons(planId)} outline={<Skeleton className="h-24" />}>
      {(answers) => {
        const answer = answers.find((one) => one.path === path);
        if (answer !== undefined) return <Answer answer={answer} />;
        return <p className="text-muted">That answer is not part of this plan any more.</p>;
      }}
    </Loaded>
  );
}

/** An answer in the words of the cards. */
export function Answer({
  answer: { question, answer, card, ...resting },
}: {
  readonly answer: AnswerInPlan;
}) {
  const here = usePathname();
  const [isAsking, setIsAsking] = useState(false);
  const id = useId();
  return (
    <div className="flex flex-col items-start gap-2 rounded-card bg-soft p-4">
      <p className="text-sm">{question}</p>
      <p className="break-words whitespace-pre-line">{answer ?? "Not answered."}</p>
      <div className="flex flex-wrap gap-3">
        {card !== null && (
          <Button kind="secondary" asChild>
            <Link href={editPathAt(card.route, here)} aria-label={`Edit your answer: ${question}`}>
              Edit
            </Link>
          </Button>
        )}
        <Button
          kind="text"
          aria-expanded={isAsking}
          aria-controls={id}
          className="text-left"
          onClick={() => setIsAsking(!isAsking)}
        >
          What if I change this answer?
        </Button>
      </div>
      <div id={id} hidden={!isAsking} className="w-full">
        {isAsking && <Resting {...resting} />}
      </div>
    </div>
  );
}

function Resting({ channels, seasons, tasks }: Pick<AnswerInPlan, "channels" | "seasons" | "tasks">) {
  const parts = [
    inAll(channels.length, "channel"),
    inAll(seasons.length, "season"),
    inAll(tasks.length, "task"),
  ].filter((part) => !part.startsWith("0 "));
  return (
    <>
      <p className="text-sm">
        Nothing changes by itself. A new plan would think again about{" "}
        {new Intl.ListFormat("en").format(parts)}:
      </p>
      <ul
        className="mt-1 max-h-72 list-disc overflow-y-auto pl-5 text-sm"
        tabIndex={0}
        aria-label="What rests on it"
      >
        {channels.map(({ channel, platform }) => (
          <li key={channel + (platform ?? "")}>
            {channelLook[channel].name}
            {platform !== null && `: ${platform}`}
          </li>
        ))}
        {seasons.map((season) => (
          <li key={season.id}>{season.name}</li>
        ))}
        {tasks.map((task) => (
          <li key={task.id}>{task.title}</li>
        ))}
      </ul>
    </>
  );
}

function inAll(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
