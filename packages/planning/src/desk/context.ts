import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { MasterPlan } from "@alva/contracts/master-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import type { Task } from "@alva/contracts/task";

/** What the desk knows of a task. */
export type DeskTask = Pick<
  Task,
  "id" | "title" | "channel" | "status" | "due_date" | "estimated_minutes" | "priority" | "quick_win"
>;

/** All that an answer of the desk is made from and checked against (product specification, section 6.12). */
export interface DeskContext {
  /** The local date in the plan's time zone, or the profile's while there is no plan. */
  readonly today: string;
  readonly profile: ClientProfile;
  /** The current plan, if one is ready. */
  readonly plan: { readonly frame: MasterPlan["plan"]; readonly strategy: CustomPlan | null } | null;
  /** The current plan's tasks. */
  readonly tasks: readonly DeskTask[];
}

/** Whether a task is still to be done. */
export function isOpen({ status }: DeskTask): boolean {
  return status === "planned" || status === "in_progress";
}

/** A `YYYY-MM-DD` date as people read it: `Tue, Sep 8`. */
export function readableDate(date: string): string {
  return day.format(Date.parse(`${date}T00:00:00Z`));
}

const day = new Intl.DateTimeFormat("en-US", {
  weekday: "short",
  month: "short",
  day: "numeric",
  timeZone: "UTC",
});
