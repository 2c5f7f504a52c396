import type { PlanTask, Position } from "@alva/contracts/master-plan";
import { writeCsv } from "./csv.ts";

/** The tasks of a plan as a table for spreadsheets, one row each, in the order given. */
export function planCsv(tasks: readonly PlanTask[]): string {
  return writeCsv([
    columns.map(([name]) => name),
    ...tasks.map((task) => columns.map(([, read]) => read(task))),
  ]);
}

const columns: readonly (readonly [name: string, read: (task: PlanTask) => string])[] = [
  ["id", ({ id }) => id],
  ["title", ({ title }) => title],
  ["status", ({ status }) => status],
  ["channel", ({ channel }) => channel],
  ["week", ({ week }) => (week === null ? "" : String(week))],
  ["due_date", ({ due_date }) => due_date ?? ""],
  ["estimated_minutes", ({ estimated_minutes }) => String(estimated_minutes)],
  ["priority", ({ priority }) => String(priority)],
  ["quick_win", ({ quick_win }) => (quick_win ? "yes" : "no")],
  ["series", ({ series }) => ofHowMany(series)],
  ["part", ({ part }) => ofHowMany(part)],
  ["description", ({ desc }) => desc],
  ["steps", ({ steps }) => steps.join("\n")],
  ["why", ({ because }) => because.map(({ note }) => note).join("\n")],
  ["tags", ({ tags }) => tags.join(" ")],
];

function ofHowMany(position: Position | null): string {
  return position === null ? "" : `${position.index} of ${position.total}`;
}
