import type { Plan } from "@alva/contracts/plan";
import type { ClientProfile } from "@alva/contracts/profile";
import type { Task } from "@alva/contracts/task";
import { writeLedger } from "../ledger/ledger.ts";
import type { LedgerSource } from "../ledger/source.ts";
import { strToU8, zipSync } from "fflate";
import { planMarkdown } from "./plan-markdown.ts";

/** One plan with what led to it: the steps with the model's answers, and what happened when. */
export interface ArchivedPlan {
  readonly plan: Plan;
  readonly tasks: readonly Task[];
  readonly steps: readonly unknown[];
  readonly events: readonly unknown[];
  /** What its ledger is written from; null while it is not ready. */
  readonly source: LedgerSource | null;
}

/** Everything a person has. */
export interface Archived {
  readonly profile: ClientProfile;
  readonly versions: readonly { readonly version: number; readonly profile: unknown }[];
  readonly plans: readonly ArchivedPlan[];
  /** What happened to each task, oldest first. */
  readonly history: readonly unknown[];
}

/**
 * A ZIP file of everything a person has, as JSON, with each ready plan as Markdown too. Entries are named by ids and
 * numbers alone, so that no text can place a file elsewhere. The same input gives the same bytes.
 */
export function writeArchive({ profile, versions, plans, history }: Archived): Uint8Array<ArrayBuffer> {
  return zipSync({
    "profile.json": entry(json(profile), profile.updated_at),
    ...Object.fromEntries(
      versions.map((one) => [
        `profile-versions/${one.version}.json`,
        entry(json(one.profile), profile.updated_at),
      ]),
    ),
    "task-history.json": entry(json(history), profile.updated_at),
    ...Object.fromEntries(plans.flatMap(planEntries)),
  });
}

type Entry = [bytes: Uint8Array, options: { mtime: string }];

function planEntries({ plan, tasks, steps, events, source }: ArchivedPlan): [name: string, Entry][] {
  const { id, updated_at } = plan;
  const ledger = source ? writeLedger(source) : [];
  const files = {
    "plan.json": json(plan),
    "tasks.json": json(tasks),
    "steps.json": json(steps),
    "events.json": json(events),
    ...(source && { "ledger.json": json(ledger), "plan.md": planMarkdown({ ...source, ledger }) }),
  };
  return Object.entries(files).map(([name, text]) => [`plans/${id}/${name}`, entry(text, updated_at)]);
}

/** ZIP knows no time zone; without a time fflate would take the clock's. */
function entry(text: string, mtime: string): Entry {
  return [strToU8(text), { mtime }];
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
