import type { PlanStatus, PlanStepStatus } from "@alva/contracts/plan";
import { expect, test } from "vitest";
import { stagesOf } from "./stages.ts";

const step = (changes: Partial<PlanStepStatus>): PlanStepStatus => ({
  step: "ppc",
  state: "waiting",
  attempt: 0,
  max_attempts: 3,
  reason: null,
  ...changes,
});
const rowOf = (state: PlanStatus["state"], changes: Partial<PlanStepStatus>) =>
  stagesOf({ state, steps: [step(changes)] }).find(({ key }) => key === "ppc");

test.each([
  ["modules", { state: "retrying", attempt: 2 }, "retrying", "Retrying, 2 of 3"],
  ["modules", { state: "template" }, "template", "Using a standard template"],
  ["ready_partial", { state: "template" }, "template", "Using a standard template"],
  [
    "modules",
    { state: "not_needed", reason: "no ads under $300 a month" },
    "not_needed",
    "Not needed: no ads under $300 a month",
  ],
  ["failed", { state: "failed" }, "failed", "This could not be made"],
  ["cancelled", { state: "working" }, "stopped", undefined],
  ["cancelled", { state: "retrying", attempt: 2 }, "stopped", undefined],
  ["cancelled", { state: "done" }, "done", undefined],
] as const)("in a plan that is %s, a step %o looks %s", (state, changes, look, note) => {
  expect(rowOf(state, changes)).toMatchObject({ look, note });
});

const looks = (state: PlanStatus["state"]) => stagesOf({ state, steps: [] }).map(({ look }) => look);

test("no row of a plan that is over is at work, and one that is ready has every row of its own done", () => {
  expect(looks("cancelled")).toEqual(["done", "stopped", "stopped"]);
  expect(looks("failed")).toEqual(["done", "stopped", "stopped"]);
  expect(looks("ready")).toEqual(["done", "done", "done"]);
  expect(looks("merging")).toEqual(["done", "working", "waiting"]);
});
