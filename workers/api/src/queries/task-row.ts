import { PlanTask, TaskStatus } from "@alva/contracts/master-plan";
import type { Task } from "@alva/contracts/task";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { rfc3339 } from "./rows.ts";

/** A task as the statements of this folder select it: what governance made, and the columns its owner may change. */
export const TaskRow = z.object({
  plan_id: z.uuid(),
  position: z.int(),
  status: TaskStatus,
  pinned: z.boolean(),
  notes: z.string(),
  completed_at: z.string().nullable(),
  completed_local_date: z.string().nullable(),
  origin: z.enum(["plan", "owner"]),
  updated_at: z.string(),
  task: PlanTask,
});

/** Columns of `TaskRow` for a `t` that is app.tasks. */
export const taskColumns: SQL = sql`
  t.plan_id, t.position, t.status, t.pinned, t.notes, ${rfc3339(sql`t.completed_at`)} as completed_at,
  t.completed_local_date::text as completed_local_date, t.origin, ${rfc3339(sql`t.updated_at`)} as updated_at, t.task`;

/** The task as the contract has it. */
export function presentTask({ task, position, ...live }: z.infer<typeof TaskRow>): Task {
  return { ...task, ...live };
}
