import { isFinal, type PlanStatus, type PlanStepStatus } from "@alva/contracts/plan";

/** How a row of the live screen looks. */
export type Look =
  | "waiting"
  | "working"
  | "retrying"
  | "done"
  | "template"
  | "not_needed"
  | "failed"
  | "stopped";

export interface Stage {
  readonly key: string;
  readonly label: string;
  readonly look: Look;
  /** What there is to say about it beside its look. */
  readonly note: string | undefined;
}

/** What the person calls each step that asks the model. */
export const stepNames: Readonly<Record<PlanStepStatus["step"], string>> = {
  strategy: "Setting the strategy",
  ppc: "Ads",
  blog: "Blog",
  email: "Email",
  social: "Social",
};

/** The rows of the live screen, first to last (product specification, section 6.6). A plan that is over has none at work. */
export function stagesOf({ state, steps }: Pick<PlanStatus, "state" | "steps">): Stage[] {
  const isReady = state === "ready" || state === "ready_partial";
  const isOver = isFinal(state) && !isReady;
  const row = (key: string, label: string, look: Look, note?: string): Stage => ({
    key,
    label,
    look: isOver && (look === "waiting" || look === "working" || look === "retrying") ? "stopped" : look,
    note: isOver && look === "retrying" ? undefined : note,
  });
  return [
    row("answers", "Reading your answers", "done"),
    ...steps.map((step) => row(step.step, stepNames[step.step], step.state, noteOf(step))),
    row("fitting", "Fitting it to your week", isReady ? "done" : state === "merging" ? "working" : "waiting"),
    row("ready", "Ready", isReady ? "done" : "waiting"),
  ];
}

function noteOf({ state, attempt, max_attempts, reason }: PlanStepStatus): string | undefined {
  switch (state) {
    case "retrying":
      return `Retrying, ${attempt} of ${max_attempts}`;
    case "template":
      return "Using a standard template";
    case "failed":
      return "This could not be made";
    case "not_needed":
      return reason === null ? "Not needed" : `Not needed: ${reason}`;
    case "waiting":
    case "working":
    case "done":
      return undefined;
  }
}
