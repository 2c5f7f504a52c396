import type { MasterPlan, PlanTask } from "@alva/contracts/master-plan";
import { dayName } from "@alva/planning/day-name";
import { addDays } from "@alva/planning/governance/calendar";
import { count, plain, wrap } from "./text.ts";

interface PlanWords {
  /** What the strategy says about it, if there is one. */
  readonly strategy: { readonly headline: string; readonly summary: string } | null;
  /** The lines of its ledger. */
  readonly decisions: readonly string[];
}

const weeks = 13;
const barLength = 24;
const lineLength = 100;

/**
 * A master plan as text for a terminal: its weeks with minutes against capacity, the tasks of each week, what is parked,
 * and the ledger of decisions.
 */
export function renderPlan(plan: MasterPlan, { strategy, decisions }: PlanWords): string {
  const dated = plan.tasks.filter(({ week }) => week !== null);
  const parked = plan.tasks.filter(({ week }) => week === null);
  return [
    ...renderHead(plan, strategy),
    "",
    ...renderCalendar(plan, dated),
    ...weekNumbers.flatMap((week) =>
      renderWeek(
        plan,
        dated.filter((task) => task.week === week),
        week,
      ),
    ),
    ...section("Parked: good ideas that have no place in these 13 weeks", parked.map(renderTask)),
    ...section("What I decided for you", decisions.flatMap(renderDecision)),
    "",
  ].join("\n");
}

const weekNumbers = Array.from({ length: weeks }, (_, index) => index + 1);

function renderHead({ plan, tasks }: MasterPlan, words: PlanWords["strategy"]): string[] {
  const { window_start, window_end, weekly_capacity_hours, timezone } = plan;
  return [
    ...(words ? [plain(words.headline), "", ...wrap(plain(words.summary), lineLength), ""] : []),
    `${dayName(window_start)} to ${dayName(window_end)} · ${count(weekly_capacity_hours, "hour")} a week · ${timezone}`,
    `${count(tasks.length, "task")}, ${count(tasks.filter(({ quick_win }) => quick_win).length, "quick win")}`,
  ];
}

function renderCalendar({ plan }: MasterPlan, dated: readonly PlanTask[]): string[] {
  const capacity = plan.weekly_capacity_hours * 60;
  return weekNumbers.map((week) => {
    const tasks = dated.filter((task) => task.week === week);
    const minutes = tasks.reduce((sum, { estimated_minutes }) => sum + estimated_minutes, 0);
    const filled = capacity === 0 ? 0 : Math.min(barLength, Math.round((barLength * minutes) / capacity));
    const bar = "█".repeat(filled).padEnd(barLength, "░");
    const figures = `${String(minutes).padStart(4)} of ${capacity} min`;
    return `Week ${String(week).padStart(2)}  ${mondayOf(plan.window_start, week).padEnd(11)} ${bar} ${figures}  ${count(tasks.length, "task")}`;
  });
}

function renderWeek({ plan }: MasterPlan, tasks: readonly PlanTask[], week: number): string[] {
  return section(`Week ${week}, from ${mondayOf(plan.window_start, week)}`, tasks.map(renderTask));
}

function mondayOf(windowStart: string, week: number): string {
  return dayName(addDays(windowStart, 7 * (week - 1)));
}

function renderTask(task: PlanTask): string {
  const when = task.due_date === null ? "no date" : dayName(task.due_date);
  const notes = [
    ...(task.quick_win ? ["quick win"] : []),
    ...(task.series ? [`${task.series.index} of ${task.series.total}`] : []),
    ...(task.part ? [`part ${task.part.index} of ${task.part.total}`] : []),
    ...(task.source.fallback ? ["standard task"] : []),
  ];
  const columns = [when.padEnd(11), `${task.estimated_minutes} min`.padStart(7), task.channel.padEnd(6)];
  return `  ${columns.join("  ")}  ${plain(task.title)}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`;
}

function renderDecision(sentence: string): string[] {
  return wrap(plain(sentence), lineLength - 4).map(
    (line, index) => `${index === 0 ? "  - " : "    "}${line}`,
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}
