import { allowedFrom, type Task } from "@alva/contracts/task";

type Status = Task["status"];

/** The columns of the board. Refused tasks have none; they are shown when asked for. */
export const columns: readonly Status[] = ["planned", "in_progress", "done", "deferred"];

export const statusNames: Readonly<Record<Status, string>> = {
  planned: "Planned",
  in_progress: "In progress",
  done: "Done",
  deferred: "Parked",
  skipped: "Not for me",
};

/** Where a task may go from where it is (product specification, section 6.11). */
export function movesOf({ status }: Task): Status[] {
  const all: readonly Status[] = [...columns, "skipped"];
  return all.filter((to) => allowedFrom[to].includes(status));
}
