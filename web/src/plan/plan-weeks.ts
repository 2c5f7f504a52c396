import type { MasterPlan, PlanTask } from "@alva/contracts/master-plan";
import { weekOf } from "../board/weeks.ts";
import { addDays } from "../components/dates.ts";

type Placed = Pick<PlanTask, "week" | "due_date" | "status" | "estimated_minutes">;

/** One week of a plan. Minutes are those of the tasks in it, refused ones left out. */
export interface Week<Task> {
  /** 1 to 13. */
  readonly number: number;
  readonly startsOn: string;
  readonly tasks: readonly Task[];
  readonly minutes: number;
  readonly doneMinutes: number;
  readonly capacity: number;
}

/** A plan's 13 weeks with their tasks. */
export function weeksOf<Task extends Placed>(
  { window_start: start, weekly_capacity_hours: hours }: MasterPlan["plan"],
  tasks: readonly Task[],
): Week<Task>[] {
  return Array.from({ length: 13 }, (_, index) => {
    const own = tasks.filter((task) => weekOf(task, start) === index + 1 && task.status !== "skipped");
    return {
      number: index + 1,
      startsOn: addDays(start, 7 * index),
      tasks: own,
      minutes: minutesOf(own),
      doneMinutes: minutesOf(own.filter(({ status }) => status === "done")),
      capacity: 60 * hours,
    };
  });
}

function minutesOf(tasks: readonly Placed[]): number {
  return tasks.reduce((sum, { estimated_minutes: minutes }) => sum + minutes, 0);
}
