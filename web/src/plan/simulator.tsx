"use client";
import type { Simulation } from "@alva/contracts/simulation";
import { DollarsAMonth } from "@alva/contracts/whole-number";
import Link from "next/link";
import { useState } from "react";
import { useSimulation } from "../api/simulation.ts";
import { channelLook } from "../components/channels.ts";
import { duration, shortDate } from "../components/dates.ts";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { useSettled } from "../components/settled.ts";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { Disclosure } from "../components/ui/disclosure.tsx";
import { Pause } from "../components/ui/pause.tsx";
import { PageTitle } from "../components/ui/page-title.tsx";
import { WithoutPlan } from "../home/without-plan.tsx";
import { Bar } from "./bar.tsx";
import { HoursField } from "./means-form.tsx";
import { dollars } from "./money.ts";
import { SlidNumber } from "./slid-number.tsx";
import { useCurrentPlan } from "./use-current-plan.ts";
import { type Means, replanPath, wishOf } from "./wish.ts";

/** Tries out other hours and another budget: what turns on, what it takes, what would have to wait. */
export function Simulator() {
  const { current, isMissing, error, retry } = useCurrentPlan();
  if (isMissing) return <WithoutPlan />;
  if (error) return <LoadProblem error={error} retry={retry} />;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageTitle>Try other hours or money</PageTitle>
        <p>Nothing changes here. I only apply my rules; what you would sell, I don't know.</p>
      </div>
      {current ? <Trial now={current.means} /> : <Loading retry={retry} />}
    </div>
  );
}

const mostSlidDollars = 3000;
const dollarStep = 50;

function Trial({ now }: { readonly now: Means }) {
  // What was not moved follows what the plan has.
  const [hours = now.hours, setHours] = useState<number>();
  const [amount = now.budget ?? 0, setAmount] = useState<number>();
  const means = useSettled({ hours, monthly_ad_budget: amount }, 300);
  const { data, error, refetch, isPending, isPlaceholderData } = useSimulation(means);
  const wish = wishOf(now, { ...now, hours, budget: amount === 0 && now.budget === null ? null : amount });
  return (
    <>
      <Card className="grid gap-6 md:grid-cols-2">
        <div className="flex flex-col gap-2">
          <h2 className="font-semibold">Hours a week</h2>
          <HoursField value={hours} onChange={setHours} />
        </div>
        <div className="flex flex-col gap-2">
          <h2 className="font-semibold">Ad budget a month</h2>
          <SlidNumber
            label="Dollars a month"
            max={100_000}
            slidesTo={mostSlidDollars}
            step={dollarStep}
            schema={DollarsAMonth}
            value={amount}
            nameOf={dollarsInWords}
            onChange={setAmount}
          />
        </div>
      </Card>
      {isPending && <Loading retry={() => void refetch()} />}
      {error && <LoadProblem error={error} retry={() => void refetch()} />}
      {data && !error && (
        <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "opacity-60" : ""}>
          <Outcome simulation={data} />
        </div>
      )}
      {Object.keys(wish).length === 0 ? (
        <p className="text-muted">
          These are the hours and the money you gave. Move a slider to see what would differ.
        </p>
      ) : (
        <Button className="self-start" asChild>
          <Link href={replanPath(wish)}>Use these hours and this budget</Link>
        </Button>
      )}
    </>
  );
}

function Outcome({ simulation }: { readonly simulation: Simulation }) {
  const { gates, campaigns, week_minutes: minutes, displaced, preview } = simulation;
  const used = minutes.filter(({ before, after }) => before > 0 || after > 0);
  const ads = gates.find(({ channel }) => channel === "ppc");
  return (
    <Card className="flex flex-col gap-4">
      <SectionHeading>What that buys</SectionHeading>
      <p role="status">
        {preview.quick_wins} quick wins and about {preview.larger_tasks} larger tasks in 13 weeks
        {preview.in_parts && ", in parts"}.
      </p>
      {ads && <p>{adsInWords(ads, campaigns)}</p>}
      <ul className="list-disc pl-5 empty:hidden">
        {gates
          .filter(({ channel, before, after }) => channel !== "ppc" && before !== after)
          .map(({ channel, after, reason }) => (
            <li key={channel}>
              {channelLook[channel].name}{" "}
              {after ? "turns on" : `turns off${reason === null ? "" : `: ${reason}`}`}.
            </li>
          ))}
      </ul>
      <div>
        <h3 className="font-semibold">Minutes in a usual week</h3>
        <ul className="mt-2 flex flex-col gap-2">
          {used.map(({ channel, before, after }) => (
            <MinutesRow key={channel} channel={channel} before={before} after={after} most={mostOf(used)} />
          ))}
        </ul>
      </div>
      {displaced.length > 0 && (
        <Disclosure
          className="rounded-control border border-line px-3"
          summary={
            <>
              <span className="flex-1 font-semibold">Would lose their place</span>
              <Pause />
              <span>{displaced.length}</span>
            </>
          }
        >
          <ul className="flex flex-col gap-1 pb-3">
            {displaced.map(({ id, title, due_date }) => (
              <li key={id} className="break-words">
                {title}
                {due_date !== null && <span className="text-sm text-muted">, {shortDate(due_date)}</span>}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Card>
  );
}

function adsInWords(
  { before, after, reason }: Simulation["gates"][number],
  campaigns: Simulation["campaigns"],
): string {
  if (!after) return `Ads ${before ? "turn" : "stay"} off${reason === null ? "" : `: ${reason}`}.`;
  const compared = !before || campaigns.before === campaigns.after ? "" : `, ${campaigns.before} before`;
  return `Ads ${before ? "stay" : "turn"} on: ${inAll(campaigns.after, "campaign")} at a time${compared}.`;
}

type ChannelMinutes = Simulation["week_minutes"][number];

function MinutesRow({ channel, before, after, most }: ChannelMinutes & { readonly most: number }) {
  const { Icon, name } = channelLook[channel];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex w-24 items-center gap-2 text-sm">
        <Icon aria-hidden className="size-4" />
        {name}
        <Pause />
      </span>
      <Bar share={after / most} />
      <span className="w-40 text-sm">
        {before === after ? duration(after) : `from ${duration(before)} to ${duration(after)}`}
      </span>
    </li>
  );
}

function mostOf(minutes: readonly ChannelMinutes[]): number {
  return Math.max(1, ...minutes.map(({ after }) => after));
}

function dollarsInWords(amount: number): string {
  return `${dollars(amount)} a month`;
}

function inAll(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
