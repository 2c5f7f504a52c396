import { onboarding, optionsOf } from "@alva/contracts/onboarding-cards";
import { expect, test } from "vitest";
import { labelsAt } from "./labels.ts";

test("choices are shown in the words of their card, in the order they were chosen", () => {
  const [input] = onboarding.cards.find(({ id }) => id === "top_goals")?.inputs ?? [];
  const [first, second] = input ? optionsOf(input) : [];
  const profile = { marketing_goals: { top_goals: [second?.id, first?.id, "own words"] } };
  expect(labelsAt(profile, "marketing_goals.top_goals")).toEqual([second?.label, first?.label, "own words"]);
  expect(second?.label).not.toBe(second?.id);
});

test("an option that asked for a text is shown as that text", () => {
  const profile = {
    target_audience: { personas: ["describe"], custom_description: "People who give candles" },
  };
  expect(labelsAt(profile, "target_audience.personas")).toEqual(["People who give candles"]);
});

test("what was not answered has no words", () => {
  expect(labelsAt({}, "marketing_goals.top_goals")).toEqual([]);
});
