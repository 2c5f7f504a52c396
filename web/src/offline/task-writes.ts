import type { Dashboard } from "@alva/contracts/dashboard";
import type { PlanTask, TaskStatus } from "@alva/contracts/master-plan";
import { effortOf, ownPlanTask } from "@alva/contracts/own-task";
import { allowedFrom, type OwnTask, type Task, type TaskChange, type TaskQuery } from "@alva/contracts/task";
import { sortTasks } from "../board/weeks.ts";
import type { QueuedWrite } from "./queued-write.ts";

/** The task that an operation will add, as far as it is known before: the server tells its week and its due time. */
export function addedTask(operation: OwnTask, planId: string): Task {
  return {
    ...ownPlanTask(operation),
    plan_id: planId,
    week: null,
    due_at: null,
    pinned: false,
    notes: operation.notes,
    completed_at: null,
    completed_local_date: null,
    origin: "owner",
    updated_at: operation.at ?? new Date(0).toISOString(),
  };
}

/** The task as it will be once the server takes this change. */
export function changed<Shown extends PlanTask>(task: Shown, change: TaskChange): Shown {
  const { status, due_date, pinned, notes, estimated_minutes: minutes } = change;
  return {
    ...task,
    title: change.title ?? task.title,
    channel: change.channel ?? task.channel,
    ...(minutes !== undefined && { estimated_minutes: minutes, effort: effortOf(minutes) }),
    status: status ?? task.status,
    ...(notes !== undefined && { notes }),
    // Its week is the one of its date. A new date pins unless it is said otherwise, as the contract has it.
    ...(due_date !== undefined && { due_date, week: null, pinned: true }),
    ...(status === "deferred" && { due_date: null, week: null }),
    ...(pinned !== undefined && { pinned }),
  };
}

/** A plan's tasks as they will be once all that wait are taken, in their order. */
export function tasksAfter<Shown extends PlanTask>(
  tasks: readonly Shown[],
  writes: readonly QueuedWrite[],
): (Shown | Task)[] {
  const after = new Map<string, Shown | Task>(tasks.map((task) => [task.id, task]));
  for (const { task_id, plan_id, write } of writes) {
    const task = after.get(task_id);
    // One that the server has taken meanwhile is the server's.
    if (write.kind === "add" && !task) after.set(task_id, addedTask(write.operation, plan_id));
    if (write.kind === "change" && task) after.set(task_id, changed(task, write.operation));
    if (write.kind === "delete") after.delete(task_id);
  }
  return [...after.values()];
}

/** One task as it will be once all that wait are taken; null once it is deleted. */
export function taskAfter(task: Task, writes: readonly QueuedWrite[]): Task | null {
  const own = writes.filter(({ task_id }) => task_id === task.id);
  return tasksAfter([task], own)[0] ?? null;
}

/** As many deadlines as the home page has, by contract. */
const mostDeadlines = 3;

/** The next deadlines of the home page once all that wait are taken, new tasks of the owner's own among them. */
export function deadlinesAfter(
  { deadlines, today }: Pick<Dashboard, "deadlines" | "today">,
  writes: readonly QueuedWrite[],
): Task[] {
  const open = tasksAfter(deadlines, writes).filter(
    ({ status, due_date }) =>
      (status === "planned" || status === "in_progress") && due_date !== null && due_date >= today,
  );
  return sortTasks(open).slice(0, mostDeadlines);
}

/**
 * The streak as it will be once the quick wins are sent that were done today. An earlier day that was kept offline shows when the
 * server has counted it.
 */
export function withWaitingWins(
  streak: Dashboard["streak"],
  { today, timezone }: { readonly today: string; readonly timezone: string },
  writes: readonly QueuedWrite[],
): Dashboard["streak"] {
  const lastMoves = new Map(
    writes.flatMap(({ task_id, quick_win, write }) =>
      quick_win && write.kind === "change" && write.operation.status !== undefined
        ? [[task_id, write.operation] as const]
        : [],
    ),
  );
  const isKept = [...lastMoves.values()].some(
    ({ status, at }) => status === "done" && at !== undefined && dateIn(timezone, at) === today,
  );
  if (!isKept || !streak.days.some(({ date, state }) => date === today && state !== "kept")) return streak;
  return {
    count: streak.count + 1,
    days: streak.days.map((day) => (day.date === today ? { date: today, state: "kept" } : day)),
  };
}

/** The local date (`YYYY-MM-DD`) of an instant; the Swedish way of writing it. */
function dateIn(timeZone: string, instant: string): string {
  return new Intl.DateTimeFormat("sv", { timeZone }).format(new Date(instant));
}

/** Whether a list that was asked for with this filter has the task still. Without a status it is all but the refused. */
export function isListed({ status }: Partial<TaskQuery>, task: Task): boolean {
  return status === undefined ? task.status !== "skipped" : status.includes(task.status);
}

/** Whether the answer to a change shows that something done later, elsewhere, stands instead. */
export function isOverruled(change: TaskChange, answer: Task): boolean {
  const wanted = changed(answer, change);
  return (["status", "due_date", "notes", "title", "channel", "estimated_minutes"] as const).some(
    (field) => wanted[field] !== answer[field],
  );
}

/** The moves that bring a task from one status to another; none when there is no way. */
export function wayTo(to: TaskStatus, from: TaskStatus): readonly TaskStatus[] {
  if (allowedFrom[to].includes(from)) return [to];
  return allowedFrom.planned.includes(from) && allowedFrom[to].includes("planned") ? ["planned", to] : [];
}
