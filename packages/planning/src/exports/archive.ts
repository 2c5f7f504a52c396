import type { ChatMessage } from "@alva/contracts/chat";
import type { Plan } from "@alva/contracts/plan";
import type { ClientProfile } from "@alva/contracts/profile";
import type { Task } from "@alva/contracts/task";
import { strToU8, zipSync } from "fflate";
import { planMarkdown } from "./plan-markdown.ts";

/** One plan with what led to it: the steps with the model's answers, and what happened when. */
export interface ArchivedPlan {
  readonly plan: Plan;
  readonly tasks: readonly Task[];
  readonly steps: readonly unknown[];
  readonly events: readonly unknown[];
}

/** Everything a person has. */
export interface Archived {
  readonly profile: ClientProfile;
  readonly versions: readonly { readonly version: number; readonly profile: unknown }[];
  readonly plans: readonly ArchivedPlan[];
  /** The conversation at the desk, oldest first. */
  readonly chat: readonly ChatMessage[];
}

/**
 * A ZIP file of everything a person has, as JSON, with each ready plan as Markdown too. Entries are named by ids and
 * numbers alone, so that no text can place a file elsewhere. The same input gives the same bytes.
 */
export function writeArchive({ profile, versions, plans, chat }: Archived): Uint8Array<ArrayBuffer> {
  return zipSync({
    "profile.json": entry(json(profile), profile.updated_at),
    ...Object.fromEntries(
      versions.map((one) => [
        `profile-versions/${one.version}.json`,
        entry(json(one.profile), profile.updated_at),
      ]),
    ),
    ...Object.fromEntries(plans.flatMap(planEntries)),
    ...(chat.length > 0 && { "chat.json": entry(json(chat), profile.updated_at) }),
  });
}

type Entry = [bytes: Uint8Array, options: { mtime: string }];

function planEntries({ plan, tasks, steps, events }: ArchivedPlan): [name: string, Entry][] {
  const { id, updated_at, custom_plan, master_plan } = plan;
  const files = {
    "plan.json": json(plan),
    "tasks.json": json(tasks),
    "steps.json": json(steps),
    "events.json": json(events),
    ...(master_plan && { "plan.md": planMarkdown({ customPlan: custom_plan, masterPlan: master_plan }) }),
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
