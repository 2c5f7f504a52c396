import { ClientProfile } from "@alva/contracts/profile";
import { expect, test } from "vitest";
import { examples } from "../playbook/testing/profiles.ts";
import { Facts, prepare } from "./facts.ts";

const at = "2026-08-20T17:00:00Z";

test.each([
  [299, "no ads under $300 a month"],
  [300, null],
])("$%i a month: the ads gate says %j", (monthly_ad_budget, reason) => {
  expect(gatesOf({ monthly_ad_budget }).ppc).toEqual({ open: reason === null, reason });
});

test.each([
  ["none", null],
  ["some", null],
  ["significant", null],
])("an unstated %s budget counts as the low end of its range", (budget_level) => {
  const facts = prepare(profileWith({ constraints: { budget_level, monthly_ad_budget: null } }), at);
  expect(facts.gates.ppc.open).toBe(facts.effective_ad_budget >= 300);
  expect(facts.effective_ad_budget).toBe({ none: 0, some: 100, significant: 500 }[budget_level]);
});

test.each([
  [2, "a blog takes at least 3 hours a week"],
  [3, null],
])("%i hours a week: the blog gate says %j", (weekly_marketing_time_hours, reason) => {
  expect(gatesOf({ weekly_marketing_time_hours }).blog).toEqual({ open: reason === null, reason });
});

test("a blog needs a website in tools, platforms or places of sale", () => {
  const bare = {
    constraints: { tech_stack: [] },
    content_presence: { platforms: ["facebook"] },
    business_model: { sales_channels: [] },
  };
  expect(prepare(profileWith(bare), at).gates.blog).toEqual({
    open: false,
    reason: "a blog needs a website",
  });
  for (const with_website of [
    { ...bare, constraints: { tech_stack: ["website"] } },
    { ...bare, content_presence: { platforms: ["website"] } },
    { ...bare, business_model: { sales_channels: ["website"] } },
  ]) {
    expect(prepare(profileWith(with_website), at).gates.blog.open).toBe(true);
  }
});

test.each([
  [["facebook"], true],
  [["youtube_podcast"], true],
  [["other"], true],
  [["website", "email_list", "marketplace"], false],
  [[], false],
])("platforms %j: the social gate is open: %s", (platforms, open) => {
  const profile = profileWith({ content_presence: { platforms }, other_text: { platforms: "Nextdoor" } });
  expect(prepare(profile, at).gates.social.open).toBe(open);
});

test("without hours every module is closed with that reason and nothing fits", () => {
  const facts = prepare(profileWith({ constraints: { weekly_marketing_time_hours: 0 } }), at);
  for (const key of ["ppc", "social", "email", "blog"] as const) expect(facts.gates[key].open).toBe(false);
  expect(facts.gates.email.reason).toBe("no hours for marketing this quarter");
  expect(facts).toMatchObject({ weekly_capacity_minutes: 0, quick_wins_per_week: 0 });
});

test("a podcast is YouTube; a new platform is allowed from six hours", () => {
  expect(prepare(examples.consultancy, at)).toMatchObject({
    used_platforms: ["youtube", "linkedin"],
    new_platforms_allowed: 1,
  });
  expect(
    prepare(profileWith({ constraints: { weekly_marketing_time_hours: 5 } }), at).new_platforms_allowed,
  ).toBe(0);
  expect(
    prepare(profileWith({ constraints: { weekly_marketing_time_hours: 6 } }), at).new_platforms_allowed,
  ).toBe(1);
});

test("the window begins on the next Monday where the owner lives", () => {
  expect(prepare(examples.solo, at)).toMatchObject({ window_start: "2026-08-24", window_end: "2026-11-21" });
});

test("facts survive being sent as JSON", () => {
  const facts = prepare(examples.consultancy, at);
  expect(Facts.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
});

function gatesOf(constraints: object): Facts["gates"] {
  return prepare(profileWith({ constraints }), at).gates;
}

/** The heating company with some sections' fields changed. */
function profileWith(changes: Record<string, object>): ClientProfile {
  const { service } = examples;
  return ClientProfile.parse({
    ...service,
    constraints: { ...service.constraints, ...changes["constraints"] },
    content_presence: { ...service.content_presence, ...changes["content_presence"] },
    business_model: { ...service.business_model, ...changes["business_model"] },
    other_text: { ...service.other_text, ...changes["other_text"] },
  });
}
