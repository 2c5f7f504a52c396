import consultancy from "@alva/contracts/examples/b2b-consultancy.json" with { type: "json" };
import solo from "@alva/contracts/examples/handmade-solo.json" with { type: "json" };
import { ClientProfile } from "@alva/contracts/profile";
import { expect, test } from "vitest";
import { answered, effectiveAdBudget, profileHash, weeklyCapacityMinutes } from "./profile-facts.ts";

const profile = ClientProfile.parse(solo);
const note = {
  id: "n1",
  at: "2026-09-01T10:00:00Z",
  source: "chat",
  text: "More stories, please.",
  task_id: null,
};

test.each([
  ["none", null, 0],
  ["minimal", null, 50],
  ["some", null, 100],
  ["significant", null, 500],
  ["significant", 2000, 2000],
  ["none", 0, 0],
] as const)(
  "a budget level of %s and an amount of %s mean $%i a month",
  (budget_level, monthly_ad_budget, dollars) => {
    const constraints = { ...profile.constraints, budget_level, monthly_ad_budget };
    expect(effectiveAdBudget({ ...profile, constraints })).toBe(dollars);
  },
);

test("capacity is exactly the hours", () => {
  expect(weeklyCapacityMinutes(profile)).toBe(300);
  expect(weeklyCapacityMinutes(ClientProfile.parse(consultancy))).toBe(840);
});

test.each([
  ["constraints.brand_nos", true],
  ["constraints.monthly_ad_budget", true],
  ["constraints.budget_level", true],
  ["user_profile.timezone", true],
  ["brand_identity.suggest_palette", true],
  ["content_presence.shows_face_or_voice", true],
  ["user_profile.website", false],
  ["brand_identity.fonts", false],
  ["marketing_goals.magic_wand_task", false],
  ["constraints.team_type", false],
  ["other_text.focus", false],
  ["client_notes", false],
  ["client_id", false],
  ["profile_version", false],
  ["schema_version", false],
  ["constraints", false],
  ["constraints.brand_nos.0", false],
  ["constraints.brand_nos.length", false],
  ["constraints.unknown", false],
  ["constructor.name", false],
  ["__proto__.toString", false],
  ["", false],
])("%s answered by the candle maker: %s", (path, expected) => {
  expect(answered(profile, path)).toBe(expected);
});

test("a team and a note are answers once they are given", () => {
  const given = ClientProfile.parse({
    ...profile,
    constraints: { ...profile.constraints, team_type: "with_help" },
    client_notes: [note],
  });
  expect(answered(given, "constraints.team_type")).toBe(true);
  expect(answered(given, "client_notes")).toBe(true);
});

test("the hash ignores the version, its time and the ids and times of notes, and nothing else", () => {
  const hashWith = (change: object) =>
    profileHash(ClientProfile.parse({ ...profile, client_notes: [note], ...change }));
  const hash = hashWith({});
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashWith({ profile_version: 7, updated_at: "2027-01-01T00:00:00Z" })).toBe(hash);
  expect(hashWith({ client_notes: [{ ...note, id: "n2", at: "2026-09-02T10:00:00Z" }] })).toBe(hash);

  expect(hashWith({ client_notes: [{ ...note, text: "Fewer stories, please." }] })).not.toBe(hash);
  expect(hashWith({ client_id: "someone-else" })).not.toBe(hash);
  expect(hashWith({ constraints: { ...profile.constraints, weekly_marketing_time_hours: 6 } })).not.toBe(
    hash,
  );
});

test("the hash does not depend on the order in which fields or options were given", () => {
  const reordered = ClientProfile.parse({
    ...Object.fromEntries(Object.entries(solo).toReversed()),
    brand_identity: { ...solo.brand_identity, vibe_tags: solo.brand_identity.vibe_tags.toReversed() },
  });
  expect(profileHash(reordered)).toBe(profileHash(profile));
});

test("the hash is the one that another implementation finds", () => {
  expect(profileHash(profile)).toBe("8e8da6b5f3714e5b798ccf78db01b6c8d80928df150fdf947185b4eb6cee68c1");
});
