import type { Task } from "@alva/contracts/task";

/** A task of the current board. */
export interface BoardTask extends Task {
  /** Whether its present status is its owner's doing and not the plan's. */
  readonly owner_set_status: boolean;
}

/** A board, divided by what a new plan may do with each task. Tasks are in the order they had. */
export interface DividedBoard {
  /** Stay as and where they are. */
  readonly fixed: readonly BoardTask[];
  /** Repeats whose time has passed undone: let go, now or before. They block nothing. */
  readonly missed: readonly BoardTask[];
}

interface Division {
  readonly tasks: readonly BoardTask[];
  /** The local date in the plan's time zone. */
  readonly today: string;
  /** The Monday from which on tasks are placed anew; weeks before it are closed. */
  readonly opensOn: string;
}

/**
 * Plan pipeline, sections 5.8 and 7: what is done, begun, pinned, own, refused or parked by its owner stays, and so does
 * what a closed week still holds. What is overdue there is free to be placed anew, unless it is one of a series. The
 * parts of one task share its fate, or a part of the work would be planned twice or not at all.
 */
export function divideBoard({ tasks, today, opensOn }: Division): DividedBoard {
  const groups = Map.groupBy(tasks, wholeOf);
  const fateOf = (task: BoardTask): "fixed" | "missed" | "free" => {
    const parts = groups.get(wholeOf(task)) ?? [task];
    if (parts.some(isHeld)) return "fixed";
    if (parts.some(({ due_date }) => due_date !== null && due_date < today && due_date < opensOn)) {
      return task.series === null ? "free" : "missed";
    }
    return parts.some(({ due_date }) => due_date !== null && due_date < opensOn) ? "fixed" : "free";
  };
  return {
    fixed: tasks.filter((task) => fateOf(task) === "fixed"),
    missed: tasks.filter((task) => fateOf(task) === "missed"),
  };
}

/** Names the task of which this is a part; an instance of a series is a task of its own. */
function wholeOf({ id, part, source, series }: BoardTask): string {
  return part === null ? id : JSON.stringify([source.module, source.module_task_id, series?.index ?? 1]);
}

/** A repeat that was let go is skipped, but not by its owner: its date tells it again. */
function isHeld({ status, pinned, origin, owner_set_status }: BoardTask): boolean {
  if (status === "done" || status === "in_progress" || pinned || origin === "owner") return true;
  return owner_set_status && (status === "skipped" || status === "deferred");
}
