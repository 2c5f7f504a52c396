import { cardAnswerSchema } from "@alva/contracts/onboarding-answers";
import { cardOf } from "@alva/contracts/onboarding-cards";
import { expect, test } from "vitest";
import { malformedFields, missingFields, wellFormedPart } from "./card-problems.ts";

const assets = cardOf("brand_assets");
const halfTyped = { has_assets: "yes", primary_colors: ["#AA5500", "#12"], fonts: ["Inter"] };

test("a field is malformed as soon as one of its lines is, and says so in one sentence", () => {
  expect(malformedFields(assets, halfTyped)).toEqual({ primary_colors: "Use a hex color such as #AA5500." });
});

test("a blank text is missing, and so is what an “Other” asks for; a text that is not in view is not", () => {
  expect(missingFields(cardOf("business_basics"), { business_name: " ", description: "Candles" })).toEqual({
    business_name: "This is needed to go on.",
  });
  const goals = cardOf("top_goals");
  expect(missingFields(goals, { top_goals: ["other"] })).toEqual({
    top_goals_other: "This is needed to go on.",
  });
  expect(missingFields(goals, { top_goals: ["increase_sales_revenue"] })).toEqual({});
});

test.each([
  ["as it was", { primary_colors: ["#AA5500"] }, { primary_colors: ["#AA5500"] }],
  ["unanswered when it was", {}, {}],
])("of what is malformed the server keeps its own, %s; the rest it gets", (_how, stored, expected) => {
  const part = wellFormedPart(assets, halfTyped, stored);
  expect(part).toEqual({ has_assets: "yes", fonts: ["Inter"], ...expected });
  expect(cardAnswerSchema(assets.id).safeParse(part).success).toBe(true);
});
