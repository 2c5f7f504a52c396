import type { TaskStatus } from "@alva/contracts/master-plan";

/** Whether a task takes part in its plan, done or not: neither parked nor refused. */
export function isInPlan({ status }: { readonly status: TaskStatus }): boolean {
  return status !== "deferred" && status !== "skipped";
}
