import * as z from "zod";
import { Task } from "./task.ts";

/** What the home page shows of the current plan (product specification, sections 6.8 and 6.10). */
export const Dashboard = z
  .object({
    today: z.iso.date().describe("In the plan's time zone"),
    plan: z.object({
      id: z.uuid(),
      window_start: z.iso.date(),
      window_end: z.iso.date(),
      timezone: z.string().describe("IANA name"),
      week: z.int().min(1).max(13).nullable().describe("Null before the window starts and after it ended"),
      weeks: z.literal(13),
    }),
    quick_win: Task.nullable().describe("Today's: an open one first, else one that is done"),
    next_quick_win: Task.nullable().describe("The first open one due after today"),
    deadlines: z.array(Task).max(3).describe("Next open tasks by due date, quick wins left out"),
    overdue: z.int().min(0).describe("Open tasks that were due before today"),
    week_minutes: z
      .object({
        planned: z.int().min(0).describe("Of the tasks due this week, done ones included"),
        used: z.int().min(0).describe("Of the tasks completed this week"),
        capacity: z.int().min(0),
      })
      .describe("Monday to Sunday"),
    counts: z.object({
      planned: z.int().min(0),
      in_progress: z.int().min(0),
      done: z.int().min(0),
      parked: z.int().min(0),
    }),
    streak: z.object({
      count: z.int().min(0).describe("Days kept, counted back from today"),
      days: z
        .array(z.object({ date: z.iso.date(), state: z.enum(["kept", "missed", "neutral"]) }))
        .length(14)
        .describe("The last 14 weekdays, oldest first"),
    }),
  })
  .meta({ id: "Dashboard" });
export type Dashboard = z.infer<typeof Dashboard>;
