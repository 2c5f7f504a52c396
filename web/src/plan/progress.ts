import type { PlanStatus } from "@alva/contracts/plan";

/** How far a plan is that is being made, in a sentence. */
export function progressOf({ state, steps }: Pick<PlanStatus, "state" | "steps">): string {
  switch (state) {
    case "queued":
      return "Reading your answers.";
    case "strategy":
      return "Setting the strategy.";
    case "modules": {
      const channels = steps.filter((step) => step.step !== "strategy" && step.state !== "not_needed");
      const done = channels.filter((step) => step.state === "done" || step.state === "template");
      return `Planning the channels, ${done.length} of ${channels.length} done.`;
    }
    case "merging":
      return "Fitting it to your week.";
    case "ready":
    case "ready_partial":
      return "Ready.";
    case "failed":
      return "It did not work.";
    case "cancelled":
      return "Stopped.";
  }
}
