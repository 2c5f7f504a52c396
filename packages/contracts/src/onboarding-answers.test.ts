import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import consultancy from "../examples/b2b-consultancy.json" with { type: "json" };
import solo from "../examples/handmade-solo.json" with { type: "json" };
import extremes from "../examples/hostile-extremes.json" with { type: "json" };
import local from "../examples/local-service.json" with { type: "json" };
import {
  answersFromProfile,
  type CardAnswers,
  cardAnswerSchema,
  profileFromAnswers,
  visibleInputs,
} from "./onboarding-answers.ts";
import { CardId, type CardInput, onboarding, optionsOf, placedInputs } from "./onboarding-cards.ts";
import { ClientProfile, ProfileInput } from "./profile.ts";

const timezone = "Europe/London";
const read = (example: unknown) => {
  const { schema_version, client_id, profile_version, updated_at, ...answers } = ProfileInput.parse(example);
  return answers;
};

function finalized(answers: CardAnswers, base?: ProfileInput): ProfileInput {
  const outcome = profileFromAnswers({ answers, timezone: base?.user_profile.timezone ?? timezone, base });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.missing));
  return outcome.profile;
}

const smallest: CardAnswers = {
  business_basics: { business_name: "Fern", description: "Candles" },
  what_you_sell: { products: ["digital_products"] },
  top_goals: { top_goals: ["boost_engagement"] },
  weekly_time: { weekly_marketing_time_hours: 0 },
  budget: { budget_level: "some" },
};

describe("a profile, as answers and back", () => {
  test.each([
    ["handmade-solo", solo],
    ["local-service", local],
    ["b2b-consultancy", consultancy],
  ])("is the same: %s", (_name, example) => {
    const profile = read(example);
    const before = finalized(smallest);
    const { average_order_value } = profile.business_model;
    const base = {
      ...before,
      user_profile: { ...before.user_profile, timezone: profile.user_profile.timezone },
      // What no card asks for comes from the profile before.
      business_model: { ...before.business_model, average_order_value },
      client_notes: profile.client_notes,
    };
    expect(finalized(answersFromProfile(profile), base)).toEqual(profile);
  });

  test("loses nothing but hidden follow-ups of an answered card: hostile-extremes", () => {
    const profile = read(extremes);
    const { brand_identity } = profile;
    const answers = answersFromProfile(profile);
    const without = {
      ...profile,
      brand_identity: { ...brand_identity, suggest_palette: false, dislikes: [] },
      marketing_goals: { ...profile.marketing_goals, magic_wand_task: "" },
    };
    expect(brand_identity.dislikes).toHaveLength(10);
    expect(finalized(answers, profile)).toEqual(without);
    expect(finalized(answersFromProfile(without), without)).toEqual(without);
    expect(finalized({}, profile)).toEqual(profile);
  });
});

const texts = fc.string({ unit: "binary", maxLength: 40 });
const filled = texts.map((text) => `a${text}`.slice(0, 40));
const lists = (item: fc.Arbitrary<string>) => fc.array(item, { maxLength: 3 });

function valuesOf(input: CardInput): fc.Arbitrary<unknown> {
  const ids = optionsOf(input).map(({ id }) => id);
  switch (input.kind) {
    case "text":
    case "textarea":
      return input.required ? filled : texts;
    case "textarea_list":
      return lists(texts);
    case "tags":
      return lists(fc.stringMatching(/^[A-Za-z .'-]{0,20}$/));
    case "urls":
      return lists(fc.webUrl({ validSchemes: ["https"] }).map((url) => `https://a.example/${url.length}`));
    case "url":
      return fc.constantFrom("fern.example", "http://fern.example/a", "");
    case "hex_colors":
      return lists(fc.constantFrom("#AA5500", "#aa5500", "#000000"));
    case "file":
      return lists(fc.uuid());
    case "toggle":
      return fc.boolean();
    case "number":
      return fc.option(fc.integer({ min: input.min, max: input.max }));
    case "slider":
      return ids.length > 0
        ? fc.constantFrom(...ids)
        : fc.integer({ min: input.min ?? 0, max: input.max ?? 0 });
    case "yes_no":
    case "pills_single":
    case "options_single":
    case "pills_multi":
    case "options_multi":
    case "checkbox_multi": {
      if (input.maxSelections === 1 && input.key !== "focus") return fc.constantFrom(...ids);
      const maxLength = input.maxSelections ?? ids.length - (input.exclusiveOptions?.length ?? 0);
      return fc.uniqueArray(fc.constantFrom(...ids), { minLength: input.required ? 1 : 0, maxLength });
    }
  }
}

/** Answers as a person may leave them: every required input and each text that an option asks for, others or not. */
const anyAnswers: fc.Arbitrary<CardAnswers> = fc
  .record(
    Object.fromEntries(
      onboarding.cards.map((card) => {
        const inputs = placedInputs(card).map(({ input }) => input);
        const values = Object.fromEntries(inputs.map((input) => [input.key, valuesOf(input)]));
        const requiredKeys = inputs.filter(({ required }) => required).map(({ key }) => key);
        const answer = fc.record(values, { requiredKeys });
        return [card.id, card.required ? answer : fc.option(answer, { nil: undefined })];
      }),
    ),
  )
  .map((answers) => Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined)));

function drafts(answers: CardAnswers): CardAnswers {
  return Object.fromEntries(
    CardId.options
      .filter((card) => answers[card] !== undefined)
      .map((card) => [card, cardAnswerSchema(card).parse(answers[card])]),
  );
}

describe("finalizing any complete answers", () => {
  test("gives a profile that parsing leaves alone", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const profile = finalized(drafts(answers));
        expect(ProfileInput.parse(profile)).toEqual(profile);
        const server = { schema_version: "1.0.0", client_id: "a", profile_version: 1 };
        expect(
          ClientProfile.safeParse({ ...server, updated_at: "2026-01-01T00:00:00Z", ...profile }).success,
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test("gives the same profile from the answers that it stands for", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const profile = finalized(drafts(answers));
        expect(finalized(answersFromProfile(profile))).toEqual(profile);
      }),
      { numRuns: 200 },
    );
  });

  test("writes no field whose input the answer hides", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const kept = drafts(answers);
        const again = answersFromProfile(finalized(kept));
        const leaked = onboarding.cards.flatMap((card) => {
          const shown = visibleInputs(card, kept[card.id] ?? {}).map(({ path }) => path);
          return placedInputs(card)
            .map(({ input }) => input)
            .filter(({ path, key }) => !shown.includes(path) && again[card.id]?.[key] !== undefined)
            .map(({ key }) => key);
        });
        // The budget stop None states an amount by itself.
        expect(leaked.filter((key) => key !== "monthly_ad_budget")).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

test("the draft keeps what a branch not taken holds, the profile does not", () => {
  const answer = cardAnswerSchema("brand_assets").parse({
    has_assets: "no",
    primary_colors: ["#aa5500"],
    dislikes: ["Neon", " "],
  });
  expect(answer).toEqual({ has_assets: "no", primary_colors: ["#AA5500"], dislikes: ["Neon"] });
  expect(finalized({ ...smallest, brand_assets: answer }).brand_identity).toMatchObject({
    has_assets: "no",
    primary_colors: [],
    dislikes: ["Neon"],
  });
});

test("the budget stop None states an amount of no dollars", () => {
  const { constraints } = finalized({
    ...smallest,
    budget: { budget_level: "none", monthly_ad_budget: 300 },
  });
  expect(constraints).toMatchObject({ budget_level: "none", monthly_ad_budget: 0 });
});

test("what is missing is named by its card and its path in the profile", () => {
  expect(profileFromAnswers({ answers: {}, timezone })).toEqual({
    ok: false,
    missing: [
      ["business_basics", "user_profile.business_name"],
      ["business_basics", "user_profile.description"],
      ["what_you_sell", "business_model.products"],
      ["top_goals", "marketing_goals.top_goals"],
      ["weekly_time", "constraints.weekly_marketing_time_hours"],
      ["budget", "constraints.budget_level"],
    ].map(([card, path]) => ({ card, path, message: "This is required." })),
  });
  const asked = {
    ...smallest,
    brand_vibe: { vibe_tags: ["other"] },
    dream_customer: { personas: ["describe"] },
  };
  expect(profileFromAnswers({ answers: asked, timezone })).toMatchObject({
    missing: [
      { card: "dream_customer", path: "target_audience.custom_description" },
      { card: "brand_vibe", path: "other_text.vibe_tags" },
    ],
  });
});

describe("a draft answer", () => {
  test.each([
    ["business_basics", {}],
    ["business_basics", { business_name: " \u200b", description: null }],
    ["what_you_sell", { products: [] }],
    ["brand_vibe", { vibe_tags: ["other"] }],
    ["tech_stack", { website: "" }],
  ] as const)("of %s may be incomplete: %j", (card, answer) => {
    expect(cardAnswerSchema(card).safeParse(answer).success).toBe(true);
  });

  test.each([
    ["business_basics", { business_name: "x".repeat(121) }, "business_name"],
    ["business_basics", { business_name: { $ne: null } }, "business_name"],
    ["business_basics", { role: "admin" }, ""],
    ["business_basics", [], ""],
    ["business_basics", null, ""],
    ["competitors", { competitors: ["http://[::ffff:169.254.169.254]"] }, "competitors.0"],
    ["competitors", { competitors: ["https://a.example@127.0.0.1"] }, "competitors.0"],
    ["tech_stack", { website: "http://2130706433" }, "website"],
    ["tech_stack", { website: "http://localhost." }, "website"],
    ["top_goals", { top_goals: ["world_domination"] }, "top_goals.0"],
    [
      "top_goals",
      { top_goals: ["grow_my_audience", "boost_engagement", "other", "build_trust_authority"] },
      "top_goals",
    ],
    ["weekly_time", { weekly_marketing_time_hours: 21 }, "weekly_marketing_time_hours"],
    ["weekly_time", { weekly_marketing_time_hours: "5" }, "weekly_marketing_time_hours"],
    ["brand_assets", { asset_files: ["../secret"] }, "asset_files.0"],
    ["brand_assets", { fonts: ["<b>"] }, "fonts.0"],
  ] as const)("of %s is never malformed: %j", (card, answer, path) => {
    const { error } = cardAnswerSchema(card).safeParse(answer);
    expect(error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });
});
