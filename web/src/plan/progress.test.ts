import type { PlanStepStatus } from "@alva/contracts/plan";
import { expect, test } from "vitest";
import { progressOf } from "./progress.ts";

test("channels that are not needed are not counted, and a standard template is done", () => {
  const steps = [
    stepOf("strategy", "done"),
    stepOf("ppc", "not_needed"),
    stepOf("blog", "template"),
    stepOf("email", "done"),
    stepOf("social", "retrying"),
  ];
  expect(progressOf({ state: "modules", steps })).toBe("Planning the channels, 2 of 3 done.");
});

function stepOf(step: PlanStepStatus["step"], state: PlanStepStatus["state"]): PlanStepStatus {
  return { step, state, attempt: 1, max_attempts: 3, reason: null };
}
