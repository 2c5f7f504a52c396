import * as z from "zod";
import { PlanTask, ResolutionType } from "./master-plan.ts";
import { Operation, Task } from "./task.ts";

/** What a line tells of: a decision of governance, standard tasks, a channel left out, or a strategy cut to its bounds. */
export const LedgerLineType = z
  .enum([...ResolutionType.options, "standard_tasks", "not_needed", "adjusted"])
  .meta({ id: "LedgerLineType" });
export type LedgerLineType = z.infer<typeof LedgerLineType>;

/** A task that a line of the ledger is about. */
export const LedgerItem = z
  .object({
    id: z.string().describe("Task id, or `module:module_task_id` of a task that never got one"),
    title: z.string().describe("In general words where the title is not known"),
    task_id: PlanTask.shape.id.nullable().describe("The id it has or, restored, would have on the board"),
    on_board: z.boolean().describe("Whether it is on the board now, neither parked nor refused"),
  })
  .meta({ id: "LedgerItem" });
export type LedgerItem = z.infer<typeof LedgerItem>;

/**
 * One decision in plain words (features beyond, 3.5). `restore` says that at least one item can be put back on the board,
 * `explain` that nothing can but that there is more to say.
 */
export const LedgerLine = z
  .object({
    id: z.string().regex(/^ldg_[0-9a-f]{10}$/),
    type: LedgerLineType,
    text: z.string(),
    items: z.array(LedgerItem),
    kept: z
      .object({ id: z.string(), title: z.string() })
      .nullable()
      .describe("What stayed in the item's place"),
    action: z.enum(["restore", "explain", "none"]),
    explanation: z.string().nullable(),
    restored: z.boolean().describe("Whether all that could be put back is on the board"),
  })
  .meta({ id: "LedgerLine" });
export type LedgerLine = z.infer<typeof LedgerLine>;

/** The path parameters of one line of a plan's ledger. */
export const LedgerLineId = z.object({ id: z.uuid(), line: LedgerLine.shape.id });

/** Puts tasks of a line back on the board: `item`, or all that can be. Without `due_date` the first day with room is found. */
export const RestoreTasks = Operation.extend({
  item: z.string().max(100).optional().describe("The `id` of one item"),
  due_date: z.iso.date().optional(),
}).meta({ id: "RestoreTasks" });
export type RestoreTasks = z.infer<typeof RestoreTasks>;

/** The tasks as they are now, and which weeks they take past the owner's hours. */
export const RestoredTasks = z
  .object({
    tasks: z.array(Task),
    over: z.array(
      z.object({
        week_of: z.iso.date().describe("Monday of the week"),
        minutes: z.int().min(1).describe("Minutes past what the owner gave"),
      }),
    ),
  })
  .meta({ id: "RestoredTasks" });
export type RestoredTasks = z.infer<typeof RestoredTasks>;
