import type { CalendarFeed, CalendarFeedName } from "@alva/contracts/calendar";
import type { Draft } from "@alva/contracts/draft";
import type { ChatMessage } from "@alva/contracts/chat";
import type { MeasuredValue } from "@alva/contracts/measure";
import type { NotificationSettings } from "@alva/contracts/notifications";
import type { Plan } from "@alva/contracts/plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { type Upload, uploadTypes } from "@alva/contracts/upload";
import type { Task } from "@alva/contracts/task";
import { writeLedger } from "../ledger/ledger.ts";
import type { LedgerSource } from "../ledger/source.ts";
import { strToU8, zipSync } from "fflate";
import { chatMarkdown } from "./chat-markdown.ts";
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
  /** Null before the onboarding is finalized. */
  readonly profile: ClientProfile | null;
  /** The answers to the cards, as they were given. */
  readonly answers: readonly { readonly answered_at: string }[];
  readonly uploads: readonly Upload[];
  /** The bytes of the uploads by their id; one whose bytes are gone is absent. */
  readonly files: ReadonlyMap<string, ArrayBuffer>;
  readonly versions: readonly { readonly version: number; readonly profile: unknown }[];
  readonly plans: readonly ArchivedPlan[];
  /** What happened to each task, oldest first. */
  readonly history: readonly unknown[];
  readonly drafts: readonly Draft[];
  /** What they read off their plans' measures, in the order in which they wrote it down. */
  readonly measures: readonly MeasuredValue[];
  /** The conversation at the desk, oldest first. */
  readonly chat: readonly ChatMessage[];
  /** Every attempt at having the model answer, oldest first: what was said, and what became of it. */
  readonly attempts: readonly { readonly at: string }[];
  /** Which mails they chose; null while they chose none. */
  readonly notifications: (NotificationSettings & { readonly updated_at: string }) | null;
  /** What they chose for their calendar feeds. Their addresses are secrets, of which nobody else has a copy. */
  readonly feeds: readonly (CalendarFeed & {
    readonly feed: CalendarFeedName;
    readonly created_at: string;
  })[];
}

/**
 * A ZIP file of everything a person has, as JSON, with each ready plan and the conversation as Markdown too. Entries are named by ids and
 * numbers alone, so that no text can place a file elsewhere. The same input gives the same bytes.
 */
export function writeArchive(everything: Archived): Uint8Array<ArrayBuffer> {
  const { profile, answers, uploads, versions, plans, history, drafts, measures, chat } = everything;
  const { attempts, notifications, feeds } = everything;
  const lastAnswer = answers.at(-1);
  const lastUpload = uploads.at(-1);
  const lastMeasure = measures.at(-1);
  const lastMessage = chat.at(-1);
  const lastAttempt = attempts.at(-1);
  const lastFeed = feeds.at(-1);
  return zipSync({
    ...(profile && profileEntries(profile, versions)),
    ...(lastAnswer && { "onboarding.json": entry(json(answers), lastAnswer.answered_at) }),
    ...(lastUpload && { "uploads.json": entry(json(uploads), lastUpload.created_at) }),
    ...Object.fromEntries(fileEntries(everything)),
    ...(profile && { "task-history.json": entry(json(history), profile.updated_at) }),
    ...Object.fromEntries(plans.flatMap(planEntries)),
    ...Object.fromEntries(
      drafts.map((draft) => [`drafts/${draft.id}.json`, entry(json(draft), draft.updated_at)]),
    ),
    ...(lastMeasure && { "measures.json": entry(json(measures), lastMeasure.updated_at) }),
    ...(lastAttempt && { "model-attempts.json": entry(json(attempts), lastAttempt.at) }),
    ...(lastMessage && {
      "chat.json": entry(json(chat), lastMessage.metadata.created_at),
      "chat.md": entry(chatMarkdown(chat), lastMessage.metadata.created_at),
    }),
    ...(notifications && { "notifications.json": entry(json(notifications), notifications.updated_at) }),
    ...(lastFeed && { "calendar-feeds.json": entry(json(feeds), lastFeed.created_at) }),
  });
}

type Entry = [bytes: Uint8Array, options: { mtime: string; level?: 0 }];

function profileEntries(profile: ClientProfile, versions: Archived["versions"]): Record<string, Entry> {
  const { updated_at } = profile;
  return {
    "profile.json": entry(json(profile), updated_at),
    ...Object.fromEntries(
      versions.map((one) => [`profile-versions/${one.version}.json`, entry(json(one.profile), updated_at)]),
    ),
  };
}

/** PDF, JPG and PNG are compressed already. */
function fileEntries({ uploads, files }: Archived): [name: string, Entry][] {
  return uploads.flatMap(({ id, content_type, created_at }) => {
    const bytes = files.get(id);
    if (!bytes) return [];
    const name = `files/${id}.${uploadTypes[content_type]}`;
    return [[name, [new Uint8Array(bytes), { mtime: created_at, level: 0 }]] satisfies [string, Entry]];
  });
}

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
