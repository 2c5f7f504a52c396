import consultancy from "@alva/contracts/examples/b2b-consultancy.json" with { type: "json" };
import solo from "@alva/contracts/examples/handmade-solo.json" with { type: "json" };
import extremes from "@alva/contracts/examples/hostile-extremes.json" with { type: "json" };
import local from "@alva/contracts/examples/local-service.json" with { type: "json" };
import { answersFromProfile } from "@alva/contracts/onboarding-answers";
import { ProfileInput } from "@alva/contracts/profile";
import { OnboardingSummary } from "@alva/contracts/summary";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prepare } from "../strategy/facts.ts";
import { examples } from "../playbook/testing/profiles.ts";
import { planPreview } from "./plan-preview.ts";
import { summaryPanels } from "./summary-panels.ts";

describe("the preview", () => {
  test.each([
    // hours, quick wins a week, larger tasks, in parts
    [0, 0, 0, false],
    [1, 1, 6, true],
    [2, 3, 10, true],
    [3, 4, 13, false],
    [4, 5, 13, false],
    [5, 5, 26, false],
    [10, 5, 78, false],
    [20, 5, 13 * 14, false],
  ])(
    "of %i hours a week has 13 times %i quick wins and %i larger tasks (in parts: %s)",
    (hours, quick, larger, parts) => {
      expect(planPreview({ hours, budget: null })).toEqual({
        quick_wins: 13 * quick,
        larger_tasks: larger,
        in_parts: parts,
        ads: null,
      });
    },
  );

  test("promises no more minutes than the weeks have", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), (hours) => {
        const { quick_wins, larger_tasks } = planPreview({ hours, budget: null });
        expect(20 * quick_wins + 75 * larger_tasks).toBeLessThanOrEqual(13 * 60 * hours);
      }),
    );
  });

  test.each([
    [5, "none", null, false, "no ads under $300 a month"],
    [5, "some", null, false, "no ads under $300 a month"],
    [5, "some", 299, false, "no ads under $300 a month"],
    [5, "some", 300, true, "$300 a month is at least the $300 that ads need"],
    [5, "significant", null, true, "$500 a month is at least the $300 that ads need"],
    [0, "significant", 900, false, "no hours for marketing this quarter"],
  ] as const)(
    "of %i hours and the budget %s (%s) says whether ads are in (%s) and why",
    (hours, budget_level, monthly_ad_budget, included, reason) => {
      const { ads } = planPreview({ hours, budget: { budget_level, monthly_ad_budget } });
      expect(ads).toEqual({ included, reason });
    },
  );

  test.each(Object.entries(examples))("agrees with what the plan of %s decides", (_name, profile) => {
    const { weekly_marketing_time_hours: hours, ...budget } = profile.constraints;
    const { gates, quick_wins_per_week } = prepare(profile, "2026-08-31T12:00:00Z");
    const preview = planPreview({ hours, budget });
    expect(preview.quick_wins).toBe(13 * quick_wins_per_week);
    expect(preview.ads?.included).toBe(gates.ppc.open);
  });
});

const item = (answers: Parameters<typeof summaryPanels>[0], label: string) =>
  summaryPanels(answers)
    .flatMap(({ items }) => items)
    .find((one) => one.label === label);

describe("the panels", () => {
  test("are six, begin at their first card, and show what is not answered as null", () => {
    const panels = summaryPanels({});
    expect(panels.map(({ title, card }) => [title, card])).toEqual([
      ["Brand at a glance", "business_basics"],
      ["Your customers", "dream_customer"],
      ["What you sell", "business_focus"],
      ["Your goals", "top_goals"],
      ["Tools and limits", "weekly_time"],
      ["Never do", "hard_nos"],
    ]);
    expect(new Set(panels.flatMap(({ items }) => items.map(({ answer }) => answer)))).toEqual(
      new Set([null]),
    );
    expect(panels.flatMap(({ items }) => items).map(({ label }) => label)).not.toContain("Website");
  });

  test("say answers in the cards' words", () => {
    const answers = answersFromProfile(ProfileInput.parse(solo));
    expect(item(answers, "Growth from")).toEqual({
      label: "Growth from",
      answer: "Both",
      card: "growth_mode",
    });
    expect(item(answers, "Offers")?.answer).toBe("Bundles / Kits, Free Shipping over $X");
    expect(item(answers, "Free shipping over")?.answer).toBe("$50");
    expect(item(answers, "Dislikes")?.answer).toBe("Neon colors, Stock photos of spas");
    expect(item(answers, "Colors")).toBeUndefined();
  });

  test("say an option of one's own by its text", () => {
    expect(item({ brand_vibe: { vibe_tags: ["calm_and_minimal", "other"] } }, "Feel")?.answer).toBe(
      "Calm & Minimal, Other",
    );
    const described = { vibe_tags: ["other"], vibe_tags_other: "Like rain <b>" };
    expect(item({ brand_vibe: described }, "Feel")?.answer).toBe("Like rain <b>");
    expect(item({ weekly_time: { weekly_marketing_time_hours: 20 } }, "Hours a week")?.answer).toBe("20+");
  });

  test.each([
    ["handmade-solo", solo],
    ["local-service", local],
    ["b2b-consultancy", consultancy],
    ["hostile-extremes", extremes],
  ])("of %s are of the contract's form", (_name, example) => {
    const panels = summaryPanels(answersFromProfile(ProfileInput.parse(example)));
    expect(OnboardingSummary.safeParse({ panels, preview: null }).success).toBe(true);
  });
});
