import type { PlanState, PlanStatus, PlanStepStatus } from "@alva/contracts/plan";
import { plain } from "./text.ts";

const states: Readonly<Record<PlanState, string>> = {
  queued: "The plan is queued.",
  strategy: "I am thinking about the strategy.",
  modules: "The strategy stands; now the channels.",
  merging: "Putting everything into one calendar.",
  ready: "The plan is ready.",
  ready_partial: "The plan is ready; standard tasks took the place of what the model failed to give.",
  failed: "The plan failed.",
  cancelled: "The plan was cancelled.",
};

/** What a person should read after a status follows another: changed steps first, then the plan's new state. */
export function describeChange(before: PlanStatus | undefined, now: PlanStatus): string[] {
  const known = new Map(before?.steps.map((step) => [step.step, describeStep(step)]));
  const changed = now.steps.filter(({ state }) => before !== undefined || state !== "waiting");
  return [
    ...changed
      .map((step) => ({ step: step.step, line: describeStep(step) }))
      .flatMap(({ step, line }) => (known.get(step) === line ? [] : [line])),
    ...(before?.state === now.state ? [] : [states[now.state]]),
  ];
}

function describeStep({ step, state, attempt, max_attempts, reason }: PlanStepStatus): string {
  const name = `  ${step.padEnd(8)} `;
  const why = reason === null ? "" : ` (${plain(reason)})`;
  switch (state) {
    case "waiting":
      return `${name} waiting`;
    case "working":
      return `${name} asking the model${attempt > 1 ? `, attempt ${attempt} of ${max_attempts}` : ""}`;
    case "retrying":
      return `${name} trying again, attempt ${attempt} of ${max_attempts}${why}`;
    case "done":
      return `${name} done`;
    case "template":
      return `${name} standard tasks instead${why}`;
    case "not_needed":
      return `${name} not needed${why}`;
    case "failed":
      return `${name} failed${why}`;
  }
}
