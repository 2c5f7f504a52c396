import { expect, test } from "vitest";
import { withChange } from "./with-change.ts";

test("a change replaces a value, and nothing takes it away", () => {
  expect(withChange({ fonts: ["Inter"] }, "fonts", ["Lora"])).toEqual({ fonts: ["Lora"] });
  expect(withChange({ fonts: ["Inter"], has_assets: "yes" }, "fonts", undefined)).toEqual({
    has_assets: "yes",
  });
});

test.each([
  [40, "minimal"],
  [250, "some"],
  [500, "significant"],
  [0, "none"],
])("an amount of %d moves the slider to %s", (amount, stop) => {
  expect(withChange({ budget_level: "minimal" }, "monthly_ad_budget", amount)).toEqual({
    budget_level: stop,
    monthly_ad_budget: amount,
  });
});

test.each([[undefined], [-5], [Number.NaN]])("an amount of %s moves nothing", (amount) => {
  expect(withChange({ budget_level: "some" }, "monthly_ad_budget", amount)).toMatchObject({
    budget_level: "some",
  });
});

test("a slider that is moved away from an amount lets it go, and one that is moved to None keeps it for later", () => {
  const answer = { budget_level: "some", monthly_ad_budget: 250 };
  expect(withChange(answer, "budget_level", "significant")).toEqual({ budget_level: "significant" });
  expect(withChange(answer, "budget_level", "none")).toEqual({
    budget_level: "none",
    monthly_ad_budget: 250,
  });
});
