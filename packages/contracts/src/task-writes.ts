import * as z from "zod";
import { Problem } from "./problem.ts";
import { Task, TaskWrite } from "./task.ts";

/** The most writes that are sent together. */
export const mostWrites = 50;

/** Writes in the order in which the person made them. */
export const TaskWrites = z
  .strictObject({ writes: z.array(TaskWrite).min(1).max(mostWrites) })
  .meta({ id: "TaskWrites" });
export type TaskWrites = z.infer<typeof TaskWrites>;

/** What became of one write, as its own request would have been answered. */
const TaskWritten = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("taken"), task: Task.nullable().describe("As it then was; null: deleted") }),
    z.object({
      kind: z.literal("refused"),
      problem: Problem.pick({ code: true, status: true, detail: true }),
    }),
  ])
  .meta({ id: "TaskWritten" });
export type TaskWritten = z.infer<typeof TaskWritten>;

/** One answer for each write, in their order. */
export const TasksWritten = z.object({ answers: z.array(TaskWritten) }).meta({ id: "TasksWritten" });
export type TasksWritten = z.infer<typeof TasksWritten>;
