import * as z from "zod";
import { Channel, PlanTask, TaskStatus } from "./master-plan.ts";
import { PageQuery } from "./pagination.ts";
import { lineOfText, multilineText } from "./text.ts";
import { wholeNumber } from "./whole-number.ts";

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

/** One value or several of a query: `status=planned&status=done`. */
function oneOrMore<Item extends z.ZodType<string>>(item: Item) {
  return z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(item).min(1).max(10));
}

/**
 * Filters of the task list; all that are given must hold. Without `plan_id` the current plan's tasks are listed, without
 * `status` all but the skipped ones.
 */
export const TaskQuery = PageQuery.extend({
  plan_id: z.uuid().optional(),
  status: oneOrMore(TaskStatus).optional(),
  channel: oneOrMore(Channel).optional(),
  priority: z.coerce.number().int().min(1).max(3).optional(),
  effort: z.coerce.number().int().min(1).max(3).optional(),
  quick_win: z.stringbool().optional(),
  week: z.coerce.number().int().min(1).max(13).optional(),
  due_from: z.iso.date().optional(),
  due_to: z.iso.date().optional().describe("The last day included"),
  text: lineOfText({ min: 1, max: 100 }).optional().describe("Occurs in title, description or notes"),
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

const ownFields = {
  title: lineOfText({ min: 1, max: 90 }),
  channel: Channel,
  estimated_minutes: wholeNumber(5, 480),
};

/** A task that the owner adds. Its id is `tsk_` and the operation id without dashes, so that it is known before it is sent. */
export const OwnTask = Operation.extend({
  ...ownFields,
  due_date: z.iso.date("Choose a day."),
  notes: multilineText({ max: 2000 }).default(""),
}).meta({ id: "OwnTask" });
export type OwnTask = z.infer<typeof OwnTask>;

/**
 * A change to a task; fields left out stay as they are. A new due date pins the task unless `pinned` says otherwise.
 * Title, channel and minutes are for the owner's own tasks only.
 */
export const TaskChange = Operation.extend({
  ...z.object(ownFields).partial().shape,
  status: TaskStatus.optional(),
  due_date: z.iso.date().optional(),
  pinned: z.boolean().optional(),
  notes: multilineText({ max: 2000 }).optional(),
  reason: multilineText({ min: 1, max: 500 })
    .optional()
    .describe(
      "Why a task is refused, with status `skipped` only; kept as a note of the profile, see `POST /profile/notes`",
    ),
})
  .refine(({ reason, status }) => reason === undefined || status === "skipped", {
    path: ["reason"],
    message: "A reason goes with the status `skipped`.",
  })
  .refine(
    ({ operation_id, at, ...fields }) => Object.values(fields).some((field) => field !== undefined),
    "Name at least one change.",
  )
  .meta({ id: "TaskChange" });
export type TaskChange = z.infer<typeof TaskChange>;

/** One of many writes that are sent together; `operation` is what would be sent alone. */
export const TaskWrite = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("add"), operation: OwnTask }),
    z.strictObject({ kind: z.literal("change"), task_id: PlanTask.shape.id, operation: TaskChange }),
    z.strictObject({ kind: z.literal("delete"), task_id: PlanTask.shape.id, operation: Operation }),
  ])
  .meta({ id: "TaskWrite" });
export type TaskWrite = z.infer<typeof TaskWrite>;

/** The path parameter of one task. */
export const TaskId = z.object({ id: PlanTask.shape.id });

const Selection = Operation.extend({ task_ids: z.array(PlanTask.shape.id).min(1).max(200) });

/** Where a task stood before it was finished, parked or moved. */
const Place = z.strictObject({
  id: PlanTask.shape.id,
  status: TaskStatus.extract(["planned", "in_progress", "deferred"]),
  due_date: z.iso.date().nullable().describe("Null leaves the date that the task has"),
  pinned: z.boolean(),
});

/**
 * One change to many tasks. `move` keeps each task's weekday, brings parked ones back to that Friday and pins them all,
 * as every change of a due date does. `restore` takes such a change back: each task goes to the place named for it.
 */
export const BulkChange = z
  .discriminatedUnion("action", [
    Selection.extend({ action: z.literal("done") }),
    Selection.extend({ action: z.literal("park") }),
    Selection.extend({ action: z.literal("move"), week: z.int().min(1).max(13) }),
    Operation.extend({ action: z.literal("restore"), tasks: z.array(Place).min(1).max(200) }),
  ])
  .meta({ id: "BulkChange" });
export type BulkChange = z.infer<typeof BulkChange>;

/** What a bulk change did. */
export const BulkChanged = z
  .object({
    changed: z.array(PlanTask.shape.id),
    unchanged: z.array(
      z.object({
        id: PlanTask.shape.id,
        reason: z
          .enum(["not_found", "state_conflict", "no_effect"])
          .describe("`no_effect`: it stood so already, or something done later stands"),
      }),
    ),
  })
  .meta({ id: "BulkChanged" });

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
