import { Because, Channel, type PlanTask } from "@alva/contracts/master-plan";
import { canonicalJson } from "../canonical-json.ts";
import { sha1Hex } from "../digest.ts";
import { channelOf } from "./channel.ts";
import { beforeLaunch, deadlineOf, isHint } from "./hint.ts";
import type { ModuleInput } from "./input.ts";
import type { ResolutionLog } from "./log.ts";
import { readEffort, readNumber } from "./number.ts";
import { slugField, type Flag, priorityOf, readTags, writeTags } from "./tags.ts";
import { cleanTitle } from "./title.ts";
import { planWeeks } from "./window.ts";

/** A module's task in good order. */
export interface Task {
  module: Channel;
  moduleTaskId: string;
  /** `module:moduleTaskId`, its name in the log before it has an id. */
  ref: string;
  fallback: boolean;
  title: string;
  desc: string;
  steps: string[];
  because: Because[];
  channel: Channel;
  effort: PlanTask["effort"];
  minutes: number;
  quickWin: boolean;
  flags: ReadonlySet<Flag>;
  tags: string[];
  priority: PlanTask["priority"];
  week: number;
  hint: string | null;
  repeat: Repeat | null;
  /** Slug of the platform field, empty without one. */
  platform: string;
  /** As the module wrote it. */
  raw: unknown;
}

/** How often a task comes back. */
export interface Repeat {
  everyWeeks: number;
  times: number;
}

const minutesOfEffort: Record<PlanTask["effort"], number> = { 1: 30, 2: 75, 3: 210 };
const quickWinMinutes = { least: 10, most: 30, usual: 20 };

/** Section 5.2: repairs a module's tasks and drops those without a known module or a title, writing both to the log. */
export function normalizeTasks(module: ModuleInput, log: ResolutionLog): Task[] {
  const key = Channel.safeParse(module.module_key);
  return module.tasks.flatMap((raw) => {
    const fields = isObject(raw) ? raw : {};
    const title = cleanTitle(fields["title"]);
    if (key.success && title !== "") {
      return [repairTask({ module: key.data, fallback: module.fallback ?? false, raw, fields, title }, log)];
    }
    const id = slugField(fields["module_task_id"]) || `sha_${sha1Hex(canonicalJson(raw)).slice(0, 10)}`;
    log.add({ type: "invalid_dropped", items: [`${module.module_key}:${id}`] });
    return [];
  });
}

interface Proposal {
  module: Channel;
  fallback: boolean;
  raw: unknown;
  fields: Readonly<Record<string, unknown>>;
  title: string;
}

function repairTask({ module, fallback, raw, fields, title }: Proposal, log: ResolutionLog): Task {
  const moduleTaskId = slugField(fields["module_task_id"]) || `t_${sha1Hex(title).slice(0, 8)}`;
  const channel = channelOf(fields["channel"]) ?? module;
  const effort = readEffort(fields["effort"], fields["estimated_minutes"]);

  const supplied = readTags(fields);
  const losesQuickWin = effort !== 1 && supplied.flags.delete("quick_win");
  const quickWin = supplied.flags.has("quick_win");

  const estimate = fields["estimated_minutes"] ?? null;
  const minutes = quickWin ? readQuickWinMinutes(estimate) : minutesOfEffort[effort];
  const week = clamp(Math.floor(readNumber(fields["suggested_week"]) ?? 1), 1, planWeeks);
  const suppliedHint = fields["due_hint"] ?? null;
  const hint = isHint(suppliedHint) && !(quickWin && suppliedHint === beforeLaunch) ? suppliedHint : null;
  const suppliedRepeat = fields["repeat"] ?? null;
  const isOnce = hint === beforeLaunch || deadlineOf(hint) !== null;
  const repeat = isOnce ? null : readRepeat(suppliedRepeat);

  const ref = `${module}:${moduleTaskId}`;
  const repairs: Record<string, boolean> = {
    title: title !== fields["title"],
    id: moduleTaskId !== fields["module_task_id"],
    channel: channel !== fields["channel"],
    effort: effort !== fields["effort"],
    quick_win: losesQuickWin,
    // An estimate is optional, and only a quick win's counts: leaving it out or ignoring it repairs nothing.
    minutes: quickWin && estimate !== null && estimate !== minutes,
    week: week !== fields["suggested_week"],
    hint: hint !== suppliedHint,
    repeat: repeat === null && suppliedRepeat !== null,
  };
  for (const [detail, isRepaired] of Object.entries(repairs)) {
    if (isRepaired) log.add({ type: "repaired", items: [ref], detail });
  }

  return {
    module,
    moduleTaskId,
    ref,
    fallback,
    title,
    desc: typeof fields["desc"] === "string" ? fields["desc"] : "",
    steps: listOf(fields["steps"]).filter((step) => typeof step === "string"),
    because: listOf(fields["because"]).flatMap((reason) => Because.safeParse(reason).data ?? []),
    channel,
    effort,
    minutes,
    quickWin,
    flags: supplied.flags,
    tags: writeTags(supplied, module, channel),
    priority: priorityOf(supplied.flags),
    week,
    hint,
    repeat,
    platform: slugField(fields["platform"]),
    raw,
  };
}

function readQuickWinMinutes(estimate: unknown): number {
  const minutes = Math.round(readNumber(estimate) ?? quickWinMinutes.usual);
  return clamp(minutes, quickWinMinutes.least, quickWinMinutes.most);
}

function readRepeat(repeat: unknown): Repeat | null {
  if (!isObject(repeat)) return null;
  const { every_weeks: everyWeeks, times } = repeat;
  if (everyWeeks !== 1 && everyWeeks !== 2 && everyWeeks !== 4) return null;
  if (typeof times !== "number" || !Number.isInteger(times) || times < 2 || times > planWeeks) return null;
  return { everyWeeks, times };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
