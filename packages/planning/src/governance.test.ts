import { MasterPlan } from "@alva/contracts/master-plan";
import { expect, test } from "vitest";
import vectors from "../examples/governance-vectors.json" with { type: "json" };
import { govern } from "./governance.ts";
import { GovernCase } from "./governance/testing/vector.ts";

const cases = vectors.cases.map((vector) => GovernCase.parse(vector));

test.each(cases)("governance gives the plan of vector $name", ({ input, expected }) => {
  const plan = govern(input);
  expect(plan).toMatchObject(expected);
  expect(plan.meta.resolution_log).toStrictEqual(expected.meta.resolution_log);
  expect(MasterPlan.parse(plan)).toStrictEqual(plan);
});
