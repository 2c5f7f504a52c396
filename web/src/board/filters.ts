import { type Channel, channels } from "@alva/contracts/master-plan";
import { type Task, TaskQuery } from "@alva/contracts/task";

/** What the board shows; kept in the address, so that a filtered board can be kept and shared with oneself. */
export interface Filters {
  readonly text: string;
  readonly channel?: Channel | undefined;
  readonly priority?: number | undefined;
  readonly effort?: number | undefined;
  /** First and last day, local to the plan. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly quickWins: boolean;
  /** Shows the column of tasks that are not for this owner; it hides none of the others. */
  readonly refused: boolean;
}

export const noFilters: Filters = { text: "", quickWins: false, refused: false };

const { priority, effort, due_from: day } = TaskQuery.shape;

/** Reads an address' query; what is not understood filters nothing. */
export function readFilters(query: URLSearchParams): Filters {
  const of = (name: string) => query.get(name) ?? undefined;
  return {
    text: query.get("text") ?? "",
    channel: channels.find((one) => one === query.get("channel")),
    priority: priority.safeParse(of("priority")).data,
    effort: effort.safeParse(of("effort")).data,
    from: day.safeParse(of("from")).data,
    to: day.safeParse(of("to")).data,
    quickWins: query.get("quick") === "1",
    refused: query.get("refused") === "1",
  };
}

/** The query that reads as these filters; empty when there are none. */
export function writeFilters({ quickWins, refused, ...values }: Filters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  if (quickWins) query.set("quick", "1");
  if (refused) query.set("refused", "1");
  return query.size === 0 ? "" : `?${query.toString()}`;
}

/** How many filters are set, the text apart. */
export const countFilters = (filters: Filters): number =>
  new URLSearchParams(writeFilters({ ...filters, text: "" })).size;

/** Whether the board shows a task. Undated ones fall out of every range of days. */
export function passes(filters: Filters, task: Task): boolean {
  const { text, channel, from, to } = filters;
  const words = `${task.title}\n${task.desc}\n${task.notes}`.toLowerCase();
  return (
    words.includes(text.trim().toLowerCase()) &&
    (channel === undefined || task.channel === channel) &&
    (filters.priority === undefined || task.priority === filters.priority) &&
    (filters.effort === undefined || task.effort === filters.effort) &&
    (from === undefined || (task.due_date !== null && task.due_date >= from)) &&
    (to === undefined || (task.due_date !== null && task.due_date <= to)) &&
    (!filters.quickWins || task.quick_win)
  );
}
