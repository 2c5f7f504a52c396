import type { GovernInput } from "./input.ts";
import type { Task } from "./normalize.ts";

/** Below this many dollars a month there are no ads (plan pipeline, sections 2.1 and 5.4). */
export const leastAdBudget = 300;

type Gates = Pick<GovernInput, "effective_ad_budget" | "channel_enables" | "platform_enables">;

/** Section 5.4: the first gate that keeps a task out, or null. */
export function closedGate(task: Task, gates: Gates): "ppc_budget" | "channel_off" | "platform_off" | null {
  if (task.channel === "ppc" && gates.effective_ad_budget < leastAdBudget) return "ppc_budget";
  if (gates.channel_enables[task.channel] === false) return "channel_off";
  if (gates.platform_enables[task.platform] === false) return "platform_off";
  return null;
}
