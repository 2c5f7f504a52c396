import { onboarding } from "@alva/contracts/onboarding-cards";
import { expect, test } from "vitest";
import { changedCards, isAfter, newestAnswerAt } from "./changed-cards.ts";

const before = {
  profile_version: 3,
  constraints: { weekly_marketing_time_hours: 5, team_type: "just_me", brand_nos: ["discounts"] },
  client_notes: [],
};
const cards = onboarding.cards.map(({ id: card }) => ({
  card,
  answer: {},
  state: "answered" as const,
  answered_at: null,
  pending: false,
}));
const changed = (after: object, states = cards) =>
  changedCards({ before, after, cards: states }).map(({ id }) => id);

test("a newer version with the same answers changes none, and neither do notes", () => {
  expect(changed({ ...before, profile_version: 4, client_notes: [{ text: "no reels" }] })).toEqual([]);
});

test("a card counts once however many of its fields changed, a list too", () => {
  const constraints = { weekly_marketing_time_hours: 3, team_type: "small_team", brand_nos: [] };
  expect(changed({ ...before, constraints })).toEqual(["weekly_time", "hard_nos"]);
});

test("an answer that waits to be taken over counts as changed", () => {
  const states = cards.map((state) => ({ ...state, pending: state.card === "budget" }));
  expect(changed(before, states)).toEqual(["budget"]);
});

test("the newest answer is the profile's, or a card's that it does not have yet", () => {
  const profile = { updated_at: "2026-09-08T10:00:00.000Z" };
  const given = (at: string, pending: boolean) =>
    newestAnswerAt(
      profile,
      cards.map((state) => (state.card === "budget" ? { ...state, answered_at: at, pending } : state)),
    );
  expect(newestAnswerAt(profile, cards)).toBe(profile.updated_at);
  expect(given("2026-09-08T10:00:00.001Z", true)).toBe("2026-09-08T10:00:00.001Z");
  expect(given("2026-09-08T09:59:59.999Z", true)).toBe(profile.updated_at);
  expect(given("2026-09-08T10:00:00.001Z", false)).toBe(profile.updated_at);
});

test("an answer of the very moment up to which answers were put aside is among them", () => {
  const until = "2026-09-08T10:00:00.000Z";
  expect(isAfter(until, until)).toBe(false);
  expect(isAfter("2026-09-08T10:00:00.001Z", until)).toBe(true);
  expect(isAfter(until, null)).toBe(true);
});
