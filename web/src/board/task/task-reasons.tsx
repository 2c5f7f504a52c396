"use client";
import type { Task } from "@alva/contracts/task";
import { Reasons } from "../../reasons/reasons.tsx";

/** Why the task is in the plan, in the owner's own answers. */
export function TaskReasons({ task }: { readonly task: Task }) {
  if (task.because.length === 0) return null;
  return (
    <section>
      <h3 className="font-semibold">Why</h3>
      <Reasons planId={task.plan_id} because={task.because} />
    </section>
  );
}
