import type { Endpoints } from "../endpoint.ts";
import { Dashboard } from "../dashboard.ts";
import { PageQuery, pageOf } from "../pagination.ts";
import { BulkChange, BulkChanged, Operation, OwnTask, Task, TaskChange, TaskId, TaskQuery } from "../task.ts";
import { TaskHistoryEntry } from "../task-history.ts";
import { TasksWritten, TaskWrites } from "../task-writes.ts";

/** The board of the current plan, and what the home page shows of it. */
export const tasksEndpoints = {
  getDashboard: {
    method: "GET",
    path: "/dashboard",
    summary: "What the home page shows of the current plan",
    tag: "Tasks",
    access: "bearer",
    replies: { 200: { description: "As of today in the plan's time zone.", body: Dashboard } },
    problems: ["not_found", "dependency_unavailable"],
  },
  listTasks: {
    method: "GET",
    path: "/tasks",
    summary: "Tasks of a plan, by due date, then priority",
    tag: "Tasks",
    access: "bearer",
    query: TaskQuery,
    replies: { 200: { description: "A page of tasks.", body: pageOf(Task) } },
    problems: ["validation_failed", "dependency_unavailable"],
  },
  changeTask: {
    method: "PATCH",
    path: "/tasks/:id",
    summary: "Move, finish, date, pin or annotate a task of the current plan",
    description:
      "Of each field the change made last wins, so a late change can come to nothing; the answer is the task as it now is. " +
      "A task that is done stays done through every change of its status that was made before.",
    tag: "Tasks",
    access: "bearer",
    params: TaskId,
    body: TaskChange,
    replies: { 200: { description: "The task after the change.", body: Task } },
    problems: ["not_found", "state_conflict", "idempotency_key_reused", "dependency_unavailable"],
  },
  getTaskHistory: {
    method: "GET",
    path: "/tasks/:id/history",
    summary: "What happened to a task, newest first",
    description: "Kept for 12 months, and for a task that goes on in a later plan also what happened before.",
    tag: "Tasks",
    access: "bearer",
    params: TaskId,
    query: PageQuery,
    replies: { 200: { description: "A page of changes.", body: pageOf(TaskHistoryEntry) } },
    problems: ["not_found", "validation_failed", "dependency_unavailable"],
  },
  addTask: {
    method: "POST",
    path: "/tasks",
    summary: "Add a task of one's own to the current plan",
    tag: "Tasks",
    access: "bearer",
    body: OwnTask,
    replies: { 201: { description: "The new task.", body: Task } },
    problems: ["not_found", "idempotency_key_reused", "dependency_unavailable"],
  },
  deleteTask: {
    method: "DELETE",
    path: "/tasks/:id",
    summary: "Delete a task of one's own",
    description: "Tasks of the plan are parked or skipped, not deleted.",
    tag: "Tasks",
    access: "bearer",
    params: TaskId,
    query: Operation,
    replies: { 204: { description: "Deleted." } },
    problems: [
      "not_found",
      "state_conflict",
      "validation_failed",
      "idempotency_key_reused",
      "dependency_unavailable",
    ],
  },
  changeTasks: {
    method: "POST",
    path: "/tasks/bulk",
    summary: "Finish, park or move many tasks of the current plan",
    description: "Each task is judged on its own; `not_found` as a whole means that none of them exists.",
    tag: "Tasks",
    access: "bearer",
    body: BulkChange,
    replies: { 200: { description: "Which tasks changed, and why the others did not.", body: BulkChanged } },
    problems: ["not_found", "idempotency_key_reused", "dependency_unavailable"],
  },
  writeTasks: {
    method: "POST",
    path: "/tasks/writes",
    summary: "Add, change and delete many tasks of the current plan, in the order given",
    description:
      "Each write is judged as if it were sent alone, and is the same operation as if it had been: one that is refused " +
      "stops no other, and sending any of them again, alone or among others, gets its first answer.",
    tag: "Tasks",
    access: "bearer",
    body: TaskWrites,
    // Fifty notes of 2,000 characters, and what is around them.
    maxBodyBytes: 400_000,
    replies: { 200: { description: "An answer for each write, in their order.", body: TasksWritten } },
    problems: ["dependency_unavailable"],
  },
} as const satisfies Endpoints;
