import type { PlanState, PlanStatus, PlanStepStatus } from "@alva/contracts/plan";
import { expect, test } from "vitest";
import { describeChange } from "./progress.ts";

function step(name: PlanStepStatus["step"], change: Partial<PlanStepStatus> = {}): PlanStepStatus {
  return { step: name, state: "waiting", attempt: 0, max_attempts: 3, reason: null, ...change };
}

function status(state: PlanState, steps: PlanStepStatus[]): PlanStatus {
  const at = "2026-11-24T00:00:00Z";
  return {
    id: "0196a5a0-0000-4000-8000-000000000001",
    state,
    sequence: 1,
    steps,
    created_at: at,
    updated_at: at,
  };
}

const begun = status("strategy", [step("strategy", { state: "working", attempt: 1 }), step("email")]);

test("the first status shows the steps that are under way and where the plan stands", () => {
  expect(describeChange(undefined, begun)).toEqual([
    "  strategy  asking the model",
    "I am thinking about the strategy.",
  ]);
});

test("a repeated status says nothing", () => {
  expect(describeChange(begun, begun)).toEqual([]);
});

test("only what changed is said", () => {
  const next = status("modules", [
    step("strategy", { state: "done", attempt: 1 }),
    step("email", { state: "retrying", attempt: 2, reason: "The answer was cut off." }),
  ]);
  expect(describeChange(begun, next)).toEqual([
    "  strategy  done",
    "  email     trying again, attempt 2 of 3 (The answer was cut off.)",
    "The strategy stands; now the channels.",
  ]);
});
