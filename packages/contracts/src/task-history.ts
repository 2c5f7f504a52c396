import * as z from "zod";
import { Channel, TaskStatus } from "./master-plan.ts";

function change<Value extends z.ZodType>(value: Value) {
  return z.object({ from: value, to: value }).optional();
}

/** One thing that happened to a task: what it was, and each field that it changed. */
export const TaskHistoryEntry = z
  .object({
    at: z.iso.datetime().describe("When the person did it"),
    kind: z
      .enum(["added", "changed", "restored", "replanned", "plan_applied", "plan_undone"])
      .describe("The last three: what re-planning, a new plan or going back made of it"),
    status: change(TaskStatus),
    due_date: change(z.iso.date().nullable()),
    pinned: change(z.boolean()),
    title: change(z.string()),
    channel: change(Channel),
    estimated_minutes: change(z.int()),
    notes: z.literal(true).optional().describe("They were written anew; what stood there is not kept"),
  })
  .meta({ id: "TaskHistoryEntry" });
export type TaskHistoryEntry = z.infer<typeof TaskHistoryEntry>;
