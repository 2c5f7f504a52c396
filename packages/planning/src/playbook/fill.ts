import type { TaskProposal } from "../modules/task-proposal.ts";
import type { Allowance } from "../strategy/allowances.ts";
import type { Facts } from "../strategy/facts.ts";
import type { ModuleKey } from "../strategy/module-keys.ts";
import { addDays, daysBetween } from "../governance/calendar.ts";
import { planWeeks } from "../governance/window.ts";
import { similar } from "../governance/similarity.ts";
import type { Business } from "./business.ts";
import { createWeekLedger, type WeekLedger } from "./week-ledger.ts";
import type { Idea } from "./ideas.ts";
import { placeQuickIdeas } from "./quick-rotation.ts";
import { segmentsOf, type Series } from "./series-weeks.ts";

const minutesOfEffort = { 1: 30, 2: 75, 3: 210 };
const mostTasks = 40;
/** A little room in each week keeps long tasks of several modules from pushing weekly ones into the next week. */
const fullness = 0.95;
/** What does not fit its week moves to a later one, so longer tasks leave the last week alone. */
const lastWeekOf = (minutes: number) => (minutes > 30 ? planWeeks - 1 : planWeeks);

/**
 * Makes tasks of a module's ideas, in order of importance, until its share of the weeks is used: core ideas first, each in its
 * own week; others where the weeks so far have room. Two ideas that governance would take for one are proposed once.
 */
export function fillModule(
  key: ModuleKey,
  ideas: readonly Idea[],
  { business, allowance }: { business: Business; allowance: Allowance },
): TaskProposal[] {
  const { facts } = business;
  const able = distinct(ideas).map((idea) => ({
    ...idea,
    effort: idea.effort > allowance.largest_effort ? allowance.largest_effort : idea.effort,
  }));
  const others = able.filter(({ quick }) => quick === undefined);
  const quick = able.filter(({ quick }) => quick !== undefined);

  const ledger = createWeekLedger((fullness * allowance.budget_minutes) / planWeeks, facts.closed_weeks);
  const core = others.filter(({ isCore }) => isCore === true);
  const rest = others.filter(({ isCore }) => isCore !== true);
  const planned = placeInOrder([...core, ...rest], ledger, facts.window_start);
  const quickPlanned = placeQuickIdeas(quick, { slots: allowance.quick_wins_per_week });

  const nextDay = daysInTurn(business.freeDays);
  return [...planned, ...quickPlanned]
    .flatMap((placed) => writeTasks(key, placed, { facts, nextDay }))
    .slice(0, mostTasks);
}

interface Placed {
  idea: Idea;
  series: Series;
}

/** Leaves out ideas whose titles governance would join with an earlier one. */
function distinct(ideas: readonly Idea[]): Idea[] {
  const kept: Idea[] = [];
  for (const idea of ideas) if (!kept.some(({ title }) => similar(title, idea.title))) kept.push(idea);
  return kept;
}

function placeInOrder(ideas: readonly Idea[], ledger: WeekLedger, windowStart: string): Placed[] {
  const weekOf = new Map<string, number>();
  return ideas.flatMap((idea) => {
    const first = idea.after === undefined ? 0 : weekOf.get(idea.after.id);
    if (first === undefined) return [];
    const from = Math.max(idea.from ?? 1, first + (idea.after?.weeks ?? 0));
    const lastWeek = lastWeekOf(minutesOfEffort[idea.effort]);
    const until =
      idea.by === undefined
        ? lastWeek
        : Math.min(lastWeek, Math.floor(daysBetween(windowStart, idea.by) / 7) + 1);
    const series = placeIdea(idea, { from, until, ledger });
    if (series === null) return [];
    weekOf.set(idea.id, series.start);
    return [{ idea, series }];
  });
}

function placeIdea(
  { effort, every, times = planWeeks, isCore = false }: Idea,
  { from, until, ledger }: { from: number; until: number; ledger: WeekLedger },
): Series | null {
  const minutes = minutesOfEffort[effort];
  if (every !== undefined) return ledger.takeSeries({ from, until, minutes, every, most: times, isCore });
  const week = ledger.takeOnce({ from, until, minutes, isCore });
  return week === null ? null : { start: week, every: 1, times: 1 };
}

function daysInTurn(free: readonly string[]): () => string | null {
  let turn = 0;
  return () => free[turn++ % Math.max(1, free.length)] ?? null;
}

function writeTasks(
  key: ModuleKey,
  { idea, series }: Placed,
  { facts, nextDay }: { facts: Facts; nextDay: () => string | null },
): TaskProposal[] {
  const {
    id,
    title,
    desc,
    steps,
    because,
    effort,
    quick,
    tags = [],
    channel = key,
    platform,
    season,
    ref,
  } = idea;
  return segmentsOf(series, facts.closed_weeks).map(({ start, every, times }, index) => {
    const hint = hintOf(idea, { week: start, facts, nextDay });
    return {
      module_task_id: index === 0 ? id : `${id}_${index + 1}`,
      title: index === 0 ? title : continued(title),
      desc,
      steps,
      channel,
      tags: quick === undefined ? tags : ["quick_win", ...tags],
      effort: quick === undefined ? effort : 1,
      suggested_week: start,
      because,
      ...(quick !== undefined && { estimated_minutes: quick }),
      ...(hint !== null && { due_hint: hint }),
      ...(times > 1 && { repeat: { every_weeks: every, times } }),
      ...(platform !== undefined && { platform }),
      ...(season !== undefined && { season }),
      ...(ref !== undefined && { ref }),
    };
  });
}

/** The second half of an interrupted series is a task of its own to governance, which compares titles. */
function continued(title: string): string {
  const titles = ["now you are open again", "once doors are open again"].map((words) => `${title} ${words}`);
  return titles.find((other) => !similar(other, title)) ?? title;
}

function hintOf(
  { beforeLaunch, by, isAwaited, day, quick }: Idea,
  { week, facts, nextDay }: { week: number; facts: Facts; nextDay: () => string | null },
): string | null {
  if (beforeLaunch === true) return "before_first_launch";
  if (by !== undefined) return `by:${by}`;
  if (isAwaited === true) return `by:${addDays(facts.window_start, 7 * week)}`;
  const weekday = day ?? (quick === undefined ? nextDay() : null);
  return weekday === null ? null : `day:${weekday}`;
}
