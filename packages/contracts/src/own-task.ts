import type { PlanTask } from "./master-plan.ts";
import type { OwnTask } from "./task.ts";

/** The id of the task that an operation adds: known before it is sent, so what waits on a device can name it. */
export function ownTaskId(operationId: string): string {
  return `tsk_${operationId.replaceAll("-", "").toLowerCase()}`;
}

/** How large a task is, 1 to 3, by its minutes: up to 30, up to 75, more (plan pipeline, section 3). */
export function effortOf(minutes: number): 1 | 2 | 3 {
  if (minutes <= 30) return 1;
  return minutes <= 75 ? 2 : 3;
}

/** The task that an operation adds, in the form of the plan's own; its week and due time follow from the due date. */
export function ownPlanTask({
  operation_id,
  title,
  channel,
  estimated_minutes,
  due_date,
}: Omit<OwnTask, "at" | "notes">): Omit<PlanTask, "week" | "due_at"> {
  return {
    id: ownTaskId(operation_id),
    title,
    desc: "",
    steps: [],
    channel,
    effort: effortOf(estimated_minutes),
    estimated_minutes,
    due_date,
    status: "planned",
    tags: [],
    priority: 2,
    quick_win: false,
    due_hint: null,
    series: null,
    part: null,
    because: [],
    source: { module: channel, module_task_id: "own", fallback: false },
    external_refs: { gcal_event_id: null, clickup_task_id: null },
  };
}
