import * as z from "zod";
import { Channel, PlanTask, TaskStatus } from "./master-plan.ts";
import { PageQuery } from "./pagination.ts";
import { multilineText } from "./text.ts";

/** A task as the board shows it: the plan's task and what its owner did with it. */
export const Task = PlanTask.extend({
  plan_id: z.uuid(),
  pinned: z.boolean().describe("Stays where it is when the plan is made anew"),
  notes: z.string().describe("The owner's own"),
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

/**
 * What every write of tasks carries (product specification, section 5). A repetition of an operation gets the first
 * answer again and has no further effect. Of changes to one field the one made last wins, whichever arrives last.
 */
export const Operation = z.strictObject({
  operation_id: z.uuid().describe("Made by the client, one for all tries of one intent"),
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .describe("When the person did it; used within the last 7 days, otherwise the server's time is"),
});
export type Operation = z.infer<typeof Operation>;

/** A change to a task; fields left out stay as they are. A new due date pins the task unless `pinned` says otherwise. */
export const TaskChange = Operation.extend({
  status: TaskStatus.optional(),
  due_date: z.iso.date().optional(),
  pinned: z.boolean().optional(),
  notes: multilineText({ max: 2000 }).optional(),
})
  .refine(
    ({ operation_id, at, ...fields }) => Object.values(fields).some((field) => field !== undefined),
    "Name at least one change.",
  )
  .meta({ id: "TaskChange" });
export type TaskChange = z.infer<typeof TaskChange>;

/** The path parameter of one task. */
export const TaskId = z.object({ id: z.string().regex(/^tsk_[0-9a-f]{10,40}$/, "Not a task id.") });

/**
 * From which statuses a task may come to each status (product specification section 6.11). A repeat of the present
 * status is always allowed and changes nothing.
 */
export const allowedFrom: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  planned: ["in_progress", "done", "deferred", "skipped"],
  in_progress: ["planned", "done", "deferred"],
  done: ["planned", "in_progress"],
  deferred: ["planned", "in_progress"],
  skipped: ["planned", "in_progress", "deferred"],
};
