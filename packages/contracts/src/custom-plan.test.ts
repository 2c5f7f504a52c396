import { expect, test } from "vitest";
import { goalReason, PrioritySeason } from "./custom-plan.ts";

const season = {
  id: "halloween",
  name: "Halloween",
  starts_on: "2026-10-01",
  ends_on: "2026-10-31",
  idea: "Pumpkin",
};

test("a season that was stored before seasons had reasons rests on the goals", () => {
  expect(PrioritySeason.parse(season).because).toEqual([goalReason]);
});

test("a season's own reasons are kept, and an empty list of them is refused", () => {
  const because = [{ path: "business_model.products", note: "You sell candles." }];
  expect(PrioritySeason.parse({ ...season, because }).because).toEqual(because);
  expect(PrioritySeason.safeParse({ ...season, because: [] }).success).toBe(false);
});
