import { expect, test } from "vitest";
import { cardInWords } from "./answer-words.ts";
import { type CardId, cardOf } from "./onboarding-cards.ts";

test.each<[CardId, Record<string, unknown>, unknown]>([
  ["brand_vibe", {}, []],
  [
    "differentiators",
    { differentiators: ["better_quality", "other"], differentiators_other: "We deliver by bike" },
    [{ label: null, words: "Better Quality, We deliver by bike" }],
  ],
  [
    "brand_assets",
    { has_assets: "yes", asset_files: ["a", "b"], primary_colors: ["#AA5500"] },
    [
      { label: null, words: "Yes" },
      { label: "Brand guide or logo", words: "2 files" },
      { label: "Hex colors", words: "#AA5500" },
    ],
  ],
  [
    "brand_assets",
    { has_assets: "no", suggest_palette: true, primary_colors: ["#AA5500"] },
    [
      { label: null, words: "No" },
      { label: "Suggest for me later", words: "Yes" },
    ],
  ],
  ["weekly_time", { weekly_marketing_time_hours: 20 }, [{ label: "Hours per week", words: "20+" }]],
])("the answer to %s is said in its card's words", (id, answer, words) => {
  expect(cardInWords(cardOf(id), answer)).toEqual(words);
});
