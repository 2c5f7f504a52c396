import * as z from "zod";
import { Channel, PlanTask, TaskStatus } from "./master-plan.ts";
import { PageQuery } from "./pagination.ts";

/** A task as the board shows it: the plan's task and what its owner did with it. */
export const Task = PlanTask.extend({
  plan_id: z.uuid(),
  pinned: z.boolean(),
  completed_at: z.iso.datetime().nullable(),
  completed_local_date: z.iso.date().nullable(),
  origin: z.enum(["plan", "owner"]),
  updated_at: z.iso.datetime(),
}).meta({ id: "Task" });
export type Task = z.infer<typeof Task>;

/** Filters of the task list. Without `plan_id` the current plan's tasks are listed. */
export const TaskQuery = PageQuery.extend({
  plan_id: z.uuid().optional(),
  status: TaskStatus.optional(),
  channel: Channel.optional(),
  quick_win: z.stringbool().optional(),
  week: z.coerce.number().int().min(1).max(13).optional(),
});
export type TaskQuery = z.infer<typeof TaskQuery>;

/** A change to a task; fields left out stay as they are. */
export const TaskChange = z
  .strictObject({ status: TaskStatus.optional(), pinned: z.boolean().optional() })
  .refine((change) => change.status !== undefined || change.pinned !== undefined, "Name at least one change.")
  .meta({ id: "TaskChange" });
export type TaskChange = z.infer<typeof TaskChange>;

/** The path parameter of one task. */
export const TaskId = z.object({ id: z.string().regex(/^tsk_[0-9a-f]{10,40}$/, "Not a task id.") });

/**
 * From which statuses a task may come to each status (product specification section 6.11). A repeat of the present
 * status is always allowed and changes nothing.
 */
export const allowedFrom: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  planned: ["in_progress", "deferred", "skipped"],
  in_progress: ["planned", "done"],
  done: ["planned", "in_progress"],
  deferred: ["planned", "in_progress"],
  skipped: ["planned", "in_progress", "deferred"],
};
