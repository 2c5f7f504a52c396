import type { Task } from "@alva/contracts/task";
import { Reasons } from "../../reasons/reasons.tsx";

/** Why the task is in the plan; each reason leads to the answer that it rests on. */
export function TaskReasons({ task }: { readonly task: Task }) {
  if (task.because.length === 0) return null;
  return (
    <section>
      <h3 className="font-semibold">Why</h3>
      <Reasons planId={task.plan_id} because={task.because} />
    </section>
  );
}
