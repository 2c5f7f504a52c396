import type { OwnTask, Task, TaskChange } from "@alva/contracts/task";
import type * as z from "zod";
import { taskToAdd, taskToDelete } from "./own-tasks.ts";
import type { AppDatabase } from "./rows.ts";
import { taskToChange } from "./task-changes.ts";
import {
  type OperationOutcome,
  type TaskOperation,
  type TaskWriting,
  writeAllOnce,
} from "./task-operations.ts";

type WithoutOperation<Write> = Omit<Write, "operation_id" | "at">;

/** One of many writes. */
export type AskedWrite = TaskOperation &
  (
    | { readonly kind: "add"; readonly task: WithoutOperation<OwnTask> }
    | { readonly kind: "change"; readonly taskId: string; readonly change: WithoutOperation<TaskChange> }
    | { readonly kind: "delete"; readonly taskId: string }
  );

/** How a write came out: the task after it, `null` once it is deleted, or what forbade it. */
type Written =
  | { readonly kind: "task"; readonly task: Task | null }
  | { readonly kind: "forbidden_change"; readonly by: string | null }
  | { readonly kind: "forbidden_deletion" };

/** Adds, changes and deletes tasks of the person's current plan in this order, each once per operation and as if it came alone. */
export function writeTasks(
  db: AppDatabase,
  userId: string,
  writes: readonly AskedWrite[],
): Promise<OperationOutcome<Written>[]> {
  return writeAllOnce(db, userId, writes.map(writingOf));
}

function writingOf(write: AskedWrite): TaskWriting<z.ZodType<Written>> {
  switch (write.kind) {
    case "add": {
      const writing = taskToAdd(write);
      return { ...writing, answer: writing.answer.transform((task) => ({ kind: "task" as const, task })) };
    }
    case "change": {
      const writing = taskToChange(write);
      const answer = writing.answer.transform(({ task, forbiddenBy }): Written =>
        task ? { kind: "task", task } : { kind: "forbidden_change", by: forbiddenBy },
      );
      return { ...writing, answer };
    }
    case "delete": {
      const writing = taskToDelete(write);
      const answer = writing.answer.transform(({ deleted }): Written =>
        deleted ? { kind: "task", task: null } : { kind: "forbidden_deletion" },
      );
      return { ...writing, answer };
    }
  }
}
