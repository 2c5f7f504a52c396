import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import consultancy from "../examples/b2b-consultancy.json" with { type: "json" };
import solo from "../examples/handmade-solo.json" with { type: "json" };
import extremes from "../examples/hostile-extremes.json" with { type: "json" };
import injection from "../examples/hostile-injection.json" with { type: "json" };
import local from "../examples/local-service.json" with { type: "json" };
import { ClientProfile, ProfileInput } from "./profile.ts";
import { normalizeText } from "./text.ts";

type Path = readonly (string | number)[];

test.each([
  ["handmade-solo", solo],
  ["local-service", local],
  ["b2b-consultancy", consultancy],
  ["hostile-extremes", extremes],
])("%s is a valid profile, as stored and as written", (_name, example) => {
  expect(ClientProfile.safeParse(example).error).toBeUndefined();
  expect(ProfileInput.safeParse(example).error).toBeUndefined();
});

test("hostile-injection has exactly four wrong fields, and without them it is kept as text", () => {
  expect(wrongFields(injection)).toEqual([
    "user_profile.website",
    "brand_identity.fonts.0",
    "content_presence.competitors.0",
    "content_presence.competitors.1",
  ]);
  const mended = {
    ...injection,
    user_profile: { ...injection.user_profile, website: null },
    brand_identity: { ...injection.brand_identity, fonts: [] },
    content_presence: { ...injection.content_presence, competitors: [] },
  };
  expect(ClientProfile.parse(mended)).toEqual({
    ...mended,
    constraints: {
      ...mended.constraints,
      additional_notes: mended.constraints.additional_notes.replaceAll("\r\n", "\n"),
    },
  });
});

const maximalTexts = leaves(extremes).filter(
  ({ value }) =>
    typeof value === "string" && Array.from(value).length >= 60 && normalizeText(value) === value,
);

test("hostile-extremes has texts at each kind of limit that nothing can be removed from", () => {
  const lengths = new Set(maximalTexts.map(({ value }) => Array.from(String(value)).length));
  expect([...lengths].sort((a, b) => a - b)).toEqual([60, 80, 120, 200, 300, 500, 600, 1000]);
});

test.each(maximalTexts.map(({ path, value }) => [path.join("."), path, value]))(
  "%s is refused when one letter longer",
  (name, path, value) => {
    expect(wrongFields(replaceAt(extremes, path, `${String(value)}x`))).toEqual([name]);
  },
);

// An entry that is fine in itself, for each list that is not full because every option is chosen.
const oneMore: Readonly<Record<string, unknown>> = {
  "brand_identity.primary_colors": "#0F0F0F",
  "brand_identity.fonts": "One more",
  "brand_identity.asset_file_ids": "file_z",
  "brand_identity.dislikes": "One more",
  "business_model.focus": "ecommerce_sales",
  "business_model.products": "apparel_and_accessories",
  "content_presence.competitors": "https://one-more.example",
  "content_presence.vibe_inspo": "One more",
  "marketing_goals.top_goals": "boost_engagement",
  "constraints.tech_stack": "none",
  "constraints.brand_nos": "One more",
  client_notes: { ...extremes.client_notes[0], id: "one_more" },
};

test.each(lists(extremes).map(({ path, value }) => [path.join("."), path, value]))(
  "%s is refused with one entry more",
  (name, path, value) => {
    const longer = replaceAt(extremes, path, [...value, oneMore[name] ?? "one_more"]);
    expect(wrongFields(longer)).toEqual([name in oneMore ? name : `${name}.${value.length}`]);
  },
);

const smallest = {
  user_profile: { business_name: "Fern", description: "Candles", timezone: "Europe/London" },
  business_model: { products: ["other"] },
  marketing_goals: { top_goals: ["boost_engagement"] },
  constraints: { weekly_marketing_time_hours: 0, budget_level: "some" },
  other_text: { products: "Wax" },
};

test("absent fields take their defaults", () => {
  expect(ProfileInput.parse(smallest)).toEqual({
    user_profile: { ...smallest.user_profile, user_name: "", website: null, service_area: "" },
    brand_identity: {
      vibe_tags: [],
      has_assets: null,
      primary_colors: [],
      fonts: [],
      asset_file_ids: [],
      suggest_palette: false,
      dislikes: [],
      differentiators: [],
    },
    target_audience: { personas: [], custom_description: "" },
    business_model: {
      focus: [],
      products: ["other"],
      offers: [],
      free_shipping_over: null,
      sales_channels: [],
      run_promos: null,
      average_order_value: null,
    },
    content_presence: {
      platforms: [],
      post_types: [],
      content_preferences: [],
      shows_face_or_voice: null,
      competitors: [],
      vibe_inspo: [],
    },
    marketing_goals: {
      top_goals: ["boost_engagement"],
      growth_mode: null,
      wants_automation: null,
      automation_goals: [],
      magic_wand_task: "",
      past_successes: [],
      past_failures: "",
    },
    constraints: {
      weekly_marketing_time_hours: 0,
      team_type: "just_me",
      budget_level: "some",
      monthly_ad_budget: null,
      tech_stack: [],
      crm_name: "",
      email_tool: "",
      email_list_size: null,
      brand_nos: [],
      additional_notes: "",
    },
    other_text: { products: "Wax" },
    client_notes: [],
  });
});

test.each([
  ["user_profile.business_name", " \u200b"],
  ["user_profile.description", undefined],
  ["user_profile.timezone", "+02:00"],
  ["user_profile.timezone", "Mars/Olympus"],
  ["user_profile.website", "http://localhost"],
  ["brand_identity.has_assets", "maybe"],
  ["brand_identity.primary_colors.1", ["#AA5500", "red"]],
  ["brand_identity.asset_file_ids.0", ["../secret"]],
  ["business_model.products", []],
  ["business_model.products.0", ["weapons"]],
  ["business_model.free_shipping_over", 0],
  ["business_model.average_order_value", 10_000_001],
  ["marketing_goals.top_goals", []],
  ["constraints.weekly_marketing_time_hours", 21],
  ["constraints.weekly_marketing_time_hours", 1.5],
  ["constraints.weekly_marketing_time_hours", "5"],
  ["constraints.monthly_ad_budget", -1],
  ["constraints.budget_level", undefined],
  ["constraints.team_type", null],
])("%s of %j is refused by its path", (name, value) => {
  const field = name.split(".").slice(0, 2);
  expect(wrongFields(replaceAt(solo, field, value))).toEqual([name]);
});

test.each(["role", "__proto__", "constructor"])("an unknown field %s is refused at any level", (key) => {
  const withKey = (object: object): unknown =>
    JSON.parse(JSON.stringify(object).replace("{", `{${JSON.stringify(key)}:1,`));
  expect(issues(withKey(solo))).toMatchObject([{ code: "unrecognized_keys", keys: [key], path: [] }]);
  expect(issues({ ...solo, constraints: withKey(solo.constraints) })).toMatchObject([
    { code: "unrecognized_keys", keys: [key], path: ["constraints"] },
  ]);
  expect(issues({ ...solo, other_text: withKey({ a: 1 }) })).toMatchObject([{ path: ["other_text"] }]);
});

test("an option that asks for a text needs it, even while other fields are wrong", () => {
  const asking = {
    ...smallest,
    user_profile: { ...smallest.user_profile, timezone: "nowhere" },
    target_audience: { personas: ["describe"], custom_description: " " },
    business_model: { products: ["other"], focus: ["other"] },
    other_text: { focus: "\u200b" },
  };
  expect(issues(asking, ProfileInput).map(({ path }) => path.join("."))).toEqual([
    "user_profile.timezone",
    "target_audience.custom_description",
    "other_text.focus",
    "other_text.products",
  ]);
});

test("a text that no option asks for is removed", () => {
  const { other_text, target_audience } = ProfileInput.parse({
    ...smallest,
    target_audience: { personas: ["retiree"], custom_description: "left over" },
    other_text: { products: "Wax", focus: "left over", offers: "" },
  });
  expect(other_text).toEqual({ products: "Wax" });
  expect(target_audience).toEqual({ personas: ["retiree"], custom_description: "" });
});

test("options are stored once and in the order of their card", () => {
  const given = replaceAt(
    solo,
    ["brand_identity", "vibe_tags"],
    ["calm_and_minimal", "bold_and_edgy", "calm_and_minimal"],
  );
  expect(ClientProfile.parse(given).brand_identity.vibe_tags).toEqual(["bold_and_edgy", "calm_and_minimal"]);
});

test("colors are stored in upper case", () => {
  const given = replaceAt(solo, ["brand_identity", "primary_colors"], ["#aa5500", "#AA5500", ""]);
  expect(ClientProfile.parse(given).brand_identity.primary_colors).toEqual(["#AA5500"]);
});

test("the tool `none` excludes the others", () => {
  const given = replaceAt(solo, ["constraints", "tech_stack"], ["website", "none"]);
  expect(ClientProfile.parse(given).constraints.tech_stack).toEqual(["none"]);
});

test("an empty website is no website", () => {
  expect(
    ClientProfile.parse(replaceAt(solo, ["user_profile", "website"], " ")).user_profile.website,
  ).toBeNull();
});

test.each([
  [null, "significant"],
  [0, "none"],
  [1, "minimal"],
  [99, "minimal"],
  [100, "some"],
  [499, "some"],
  [500, "significant"],
  [100_000, "significant"],
])("a monthly budget of %s wins over the slider at `significant`: %s", (monthly_ad_budget, level) => {
  const given = {
    ...smallest,
    constraints: { ...smallest.constraints, budget_level: "significant", monthly_ad_budget },
  };
  expect(ProfileInput.parse(given).constraints.budget_level).toBe(level);
});

const spots = leaves(extremes).map(({ path }) => path);
const example = fc.constantFrom<unknown>(solo, local, consultancy, injection, extremes);
const mutated = fc
  .tuple(
    example,
    fc.array(fc.tuple(fc.constantFrom(...spots), fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }))), {
      maxLength: 4,
    }),
  )
  .map(([base, changes]) => changes.reduce((value, [path, leaf]) => replaceAt(value, path, leaf), base));

test("anything at all is either refused or stored in a form that parsing leaves alone", () => {
  let accepted = 0;
  fc.assert(
    fc.property(
      fc.oneof({ weight: 9, arbitrary: mutated }, { weight: 1, arbitrary: fc.jsonValue() }),
      (value) => {
        const parsed = ClientProfile.safeParse(value);
        if (!parsed.success) return;
        accepted += 1;
        expect(ClientProfile.parse(parsed.data)).toEqual(parsed.data);
      },
    ),
    { numRuns: 300 },
  );
  expect(accepted).toBeGreaterThan(30);
});

test.each([
  ["input", ProfileInput],
  ["output", ClientProfile],
] as const)("the %s form has a JSON Schema that names its limits", (io, schema) => {
  const document = JSON.stringify(z.toJSONSchema(schema, { io }));
  expect(document).toContain('"business_name":{"type":"string","minLength":1,"maxLength":120}');
  expect(document).toContain('"maxItems":20');
});

function issues(value: unknown, schema: z.ZodType = ClientProfile): readonly z.core.$ZodIssue[] {
  return schema.safeParse(value).error?.issues ?? [];
}

function wrongFields(value: unknown): string[] {
  return issues(value).map(({ path }) => path.join("."));
}

function leaves(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  if (typeof value !== "object" || value === null) return [{ path, value }];
  return entriesOf(value).flatMap(([key, member]) => leaves(member, [...path, key]));
}

function lists(value: unknown, path: Path = []): { path: Path; value: readonly unknown[] }[] {
  if (Array.isArray(value)) return [{ path, value }];
  if (typeof value !== "object" || value === null) return [];
  return entriesOf(value).flatMap(([key, member]) => lists(member, [...path, key]));
}

function entriesOf(value: object): [string | number, unknown][] {
  return Array.isArray(value) ? value.map((member, index) => [index, member]) : Object.entries(value);
}

function replaceAt(value: unknown, [key, ...rest]: Path, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((member, index) => (index === key ? replaceAt(member, rest, leaf) : member));
  const object: Record<string, unknown> = typeof value === "object" && value !== null ? { ...value } : {};
  return { ...object, [key]: replaceAt(object[key], rest, leaf) };
}
