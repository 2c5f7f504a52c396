import { allowedFrom, type Task } from "@alva/contracts/task";

type Status = Task["status"];

/** The columns of the board. Refused tasks have none; they are shown when asked for. */
export const columns: readonly Status[] = ["planned", "in_progress", "done", "deferred"];

/** Where a task can stand. */
export const statuses: readonly Status[] = [...columns, "skipped"];

/** All tasks of a plan, wherever they stand: what the board asks for. */
export const everyStatus = { status: [...statuses] };

export const statusNames: Readonly<Record<Status, string>> = {
  planned: "Planned",
  in_progress: "In progress",
  done: "Done",
  deferred: "Parked",
  skipped: "Not for me",
};

/** Whether a task may go there from where it is (product specification, section 6.11). */
export const mayMove = ({ status }: Task, to: Status): boolean => allowedFrom[to].includes(status);

/** Where a task may go from where it is. */
export const movesOf = (task: Task): Status[] => statuses.filter((to) => mayMove(task, to));
