import type { Dashboard } from "@alva/contracts/dashboard";
import type { Task } from "@alva/contracts/task";

/**
 * How today's quick win stands. `kept`: another one was done today; `later`: the plan has not begun; `none`: nothing small is
 * due; `over`: no win is left.
 */
export type WinOfToday =
  | { readonly kind: "open" | "done"; readonly win: Task }
  | { readonly kind: "kept" | "later" | "none"; readonly next: Task | null }
  | { readonly kind: "over" };

export function winOfToday(dashboard: Dashboard): WinOfToday {
  const { quick_win: win, next_quick_win: next, plan, today, streak } = dashboard;
  if (win?.status === "done") return { kind: "done", win };
  if (streak.days.some(({ date, state }) => date === today && state === "kept")) {
    return { kind: "kept", next: win ?? next };
  }
  if (win !== null) return { kind: "open", win };
  if (plan.window_start > today) return { kind: "later", next };
  return next === null ? { kind: "over" } : { kind: "none", next };
}

const isOpen = ({ status, quick_win }: Task) =>
  quick_win && (status === "planned" || status === "in_progress");

/** What can be done instead of a win: the other open ones of its week, the ones after it first, then from the start. */
export function swapsOf(tasks: readonly Task[], win: Task): Task[] {
  const ofWeek = tasks.filter((task) => isOpen(task) && task.week === win.week && task.id !== win.id);
  const isAfter = (task: Task) => (task.due_date ?? "") >= (win.due_date ?? "");
  return [...ofWeek.filter(isAfter), ...ofWeek.filter((task) => !isAfter(task))];
}

/** The next open quick wins after today, in their order, without the one that is offered for today. */
export function upcoming(tasks: readonly Task[], dashboard: Dashboard, count: number): Task[] {
  const offered = winOfToday(dashboard);
  const shown = "next" in offered ? offered.next?.id : undefined;
  return tasks
    .filter(({ id, due_date }) => id !== shown && due_date !== null && due_date > dashboard.today)
    .filter(isOpen)
    .slice(0, count);
}
