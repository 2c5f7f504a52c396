import consultancy from "@alva/contracts/examples/b2b-consultancy.json" with { type: "json" };
import solo from "@alva/contracts/examples/handmade-solo.json" with { type: "json" };
import { answersFromProfile, type CardAnswers } from "@alva/contracts/onboarding-answers";
import { CardId } from "@alva/contracts/onboarding-cards";
import { ProfileInput } from "@alva/contracts/profile";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson, send } from "../testing/person.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

const profile = ProfileInput.parse(solo);
const timezone = profile.user_profile.timezone;
const least: CardAnswers = {
  business_basics: { business_name: "Fern", description: "Candles" },
  what_you_sell: { products: ["digital_products"] },
  top_goals: { top_goals: ["boost_engagement"] },
  weekly_time: { weekly_marketing_time_hours: 5 },
  budget: { budget_level: "some" },
};
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function answer({ api }: Person, answers: CardAnswers, answered_at?: string): Promise<void> {
  for (const card of CardId.options) {
    const given = answers[card];
    if (given) await api.putCardAnswer(card, { answer: given, ...(answered_at && { answered_at }) });
  }
}

async function finalizedPerson(answers = least): Promise<Person> {
  const person = await newPerson();
  await answer(person, answers);
  await person.api.finalizeOnboarding({ timezone });
  return person;
}

function request({ token }: Person, path: string, method: string, body: unknown): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  return send(path, { method, headers, body: JSON.stringify(body) });
}

const cardOf = async ({ api }: Person, card: CardId) =>
  (await api.getOnboarding()).cards.find((one) => one.card === card);

describe("the onboarding", () => {
  test("begins at the first card and goes on at the first that is neither answered nor skipped", async () => {
    const person = await newPerson();
    expect(await person.api.getOnboarding()).toMatchObject({
      first_unanswered: "business_basics",
      answered: 0,
      finalized: false,
    });
    await answer(person, {
      business_basics: { business_name: "Fern" },
      dream_customer: { personas: ["retiree"] },
    });
    await person.api.putCardAnswer("brand_vibe", { skipped: true });
    const state = await person.api.getOnboarding();
    expect(state).toMatchObject({ first_unanswered: "business_focus", answered: 3 });
    expect(state.cards.slice(0, 4).map((card) => card.state)).toEqual([
      "answered",
      "skipped",
      "answered",
      "unanswered",
    ]);
    expect(state.missing.map(({ card, path }) => `${card} ${path}`)).toContain(
      "business_basics user_profile.description",
    );
  });

  test("is each person's own", async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    await answer(person, least);
    expect(await other.api.getOnboarding()).toMatchObject({ answered: 0 });
  });
});

describe("a card's answer", () => {
  test("is stored normalized, and names each malformed field while storing nothing", async () => {
    const person = await newPerson();
    const path = "/onboarding/cards/brand_assets";
    const good = await person.api.putCardAnswer("brand_assets", {
      answer: { has_assets: "yes", primary_colors: ["#aa5500", ""] },
    });
    expect(good).toMatchObject({ won: true, answer: { has_assets: "yes", primary_colors: ["#AA5500"] } });
    const bad = { answer: { has_assets: "maybe", fonts: ["<b>"], role: "admin" } };
    const { errors = [] } = await expectProblem(await request(person, path, "PUT", bad), "validation_failed");
    expect(errors.map((error) => error.path).toSorted()).toEqual([
      "answer.fonts.0",
      "answer.has_assets",
      "answer.role",
    ]);
    expect((await cardOf(person, "brand_assets"))?.answer).toEqual(good.answer);
  });

  test("is data: SQL, templates and markup are kept letter by letter", async () => {
    const person = await newPerson();
    const hostile = `'; drop table app.card_answers; -- {{constructor}} <script>alert(1)</script> =cmd|'/c'!A1`;
    await person.api.putCardAnswer("anything_else", { answer: { additional_notes: hostile } });
    expect((await cardOf(person, "anything_else"))?.answer).toEqual({ additional_notes: hostile });
  });

  test("of an unknown card is not found; of a skipped card there is none", async () => {
    const person = await newPerson();
    await expectProblem(await request(person, "/onboarding/cards/27", "PUT", {}), "not_found");
    const both = { skipped: true, answer: { additional_notes: "a" } };
    await expectProblem(
      await request(person, "/onboarding/cards/anything_else", "PUT", both),
      "validation_failed",
    );
  });

  test("that was given earlier loses to a later one, and the reply has the one that stands", async () => {
    const { api } = await newPerson();
    const later = { answer: { past_failures: "later" }, answered_at: minutesAgo(1) };
    const earlier = { answer: { past_failures: "earlier" }, answered_at: minutesAgo(2) };
    expect(await api.putCardAnswer("past_flops", later)).toMatchObject({ won: true });
    expect(await api.putCardAnswer("past_flops", earlier)).toMatchObject({ ...later, won: false });
    expect(await api.putCardAnswer("past_flops", later)).toMatchObject({ ...later, won: true });
  });

  test.each([
    ["in the future", 60 * 24],
    ["more than 7 days ago", -7 * 60 * 24 - 1],
  ])("of a device whose clock is %s counts as given now", async (_when, minutes) => {
    const { api } = await newPerson();
    const before = minutesAgo(1);
    await api.putCardAnswer("past_flops", { answer: { past_failures: "before" }, answered_at: before });
    const sent = { answer: { past_failures: "now" }, answered_at: minutesAgo(-minutes) };
    const { answered_at, won } = await api.putCardAnswer("past_flops", sent);
    expect(won).toBe(true);
    expect(answered_at).not.toBe(sent.answered_at);
    expect(answered_at > before).toBe(true);
  });

  test("that many devices send at once, twice and in any order, is the latest on every one of them", async () => {
    const person = await newPerson();
    const sent = Array.from({ length: 10 }, (_, index) => ({
      answer: { past_failures: `device ${index}` },
      answered_at: minutesAgo(30 - index),
    }));
    const shuffled = [...sent, ...sent].toSorted((a, b) => (a.answered_at < b.answered_at ? 1 : -1));
    const replies = await Promise.all(shuffled.map((one) => person.api.putCardAnswer("past_flops", one)));
    expect(await cardOf(person, "past_flops")).toMatchObject(sent[9] ?? {});
    expect(replies.filter(({ won }) => won).length).toBeGreaterThanOrEqual(2);
  });

  test("of the same moment comes out the same whichever arrives first", async () => {
    const answered_at = minutesAgo(5);
    const pair = ["a", "b"].map((past_failures) => ({ answer: { past_failures }, answered_at }));
    const outcomes = await Promise.all(
      [pair, pair.toReversed()].map(async (order) => {
        const person = await newPerson();
        for (const one of order) await person.api.putCardAnswer("past_flops", one);
        return (await cardOf(person, "past_flops"))?.answer;
      }),
    );
    expect(outcomes[0]).toEqual(outcomes[1]);
  });
});

describe("finalizing", () => {
  test("makes the profile that the answers stand for", async () => {
    const person = await newPerson();
    await answer(person, answersFromProfile(profile));
    const saved = await person.api.finalizeOnboarding({ timezone });
    const { business_model, user_profile, brand_identity, content_presence, constraints } = profile;
    expect(saved).toMatchObject({
      user_profile,
      brand_identity,
      content_presence,
      constraints,
      // No card asks for it.
      business_model: { ...business_model, average_order_value: null },
    });
    expect(saved).toMatchObject({ client_id: person.id, profile_version: 1 });
    expect(await person.api.getProfile()).toEqual(saved);
    expect(await person.api.getOnboarding()).toMatchObject({
      finalized: true,
      first_unanswered: null,
      missing: [],
    });
  });

  test("names every missing answer by its card and its path, and saves nothing", async () => {
    const person = await newPerson();
    await answer(person, { ...least, budget: {}, brand_vibe: { vibe_tags: ["other"] } });
    const refused = await request(person, "/onboarding/finalize", "POST", { timezone });
    const { errors } = await expectProblem(refused, "profile_incomplete");
    expect(errors).toEqual([
      { path: "budget.constraints.budget_level", message: "This is required." },
      { path: "brand_vibe.other_text.vibe_tags", message: "Describe what you chose." },
    ]);
    await expect(person.api.getProfile()).rejects.toMatchObject({ code: "not_found" });
  });

  test("refuses a time zone that is none", async () => {
    const refused = await request(await newPerson(), "/onboarding/finalize", "POST", { timezone: "+02:00" });
    await expectProblem(refused, "validation_failed");
  });

  test("equal answers again makes no new version, also ten times at once", async () => {
    const person = await newPerson();
    await answer(person, least);
    const saved = await Promise.all(
      Array.from({ length: 10 }, () => person.api.finalizeOnboarding({ timezone })),
    );
    expect(new Set(saved.map(({ profile_version }) => profile_version))).toEqual(new Set([1]));
    await answer(person, least);
    expect(await person.api.finalizeOnboarding({ timezone })).toEqual(saved[0]);
    const [row] =
      await owner`select count(*)::int as kept from app.profile_versions where user_id = ${person.id}`;
    expect(row).toEqual({ kept: 1 });
  });

  test("a changed answer makes the next version and leaves the rest as it was", async () => {
    const person = await finalizedPerson();
    await person.api.putCardAnswer("weekly_time", { answer: { weekly_marketing_time_hours: 3 } });
    expect(await cardOf(person, "weekly_time")).toMatchObject({ pending: true });
    const saved = await person.api.finalizeOnboarding({ timezone });
    expect(saved).toMatchObject({
      profile_version: 2,
      constraints: { weekly_marketing_time_hours: 3, budget_level: "some" },
      user_profile: { business_name: "Fern" },
    });
    expect(await cardOf(person, "weekly_time")).toMatchObject({ pending: false });
  });

  test("keeps what the draft hides out of the profile and in the draft", async () => {
    const hidden = {
      wants_automation: "no",
      automation_goals: ["dms_lead_replies"],
      magic_wand_task: "Invoices",
    };
    const person = await finalizedPerson({ ...least, automation: hidden });
    expect((await person.api.getProfile()).marketing_goals).toMatchObject({
      automation_goals: [],
      magic_wand_task: "Invoices",
    });
    expect((await cardOf(person, "automation"))?.answer).toEqual(hidden);
  });

  test.each<[string, (person: Person, profile: ProfileInput) => Promise<unknown>]>([
    ["a direct edit", ({ api }, profile) => api.putProfile(profile)],
    [
      "a plan's own profile",
      ({ api }, clientProfile) => api.generatePlan({ clientProfile }, { idempotencyKey: "one" }),
    ],
  ])("does not undo what %s said later, and keeps pending answers that it did not touch", async (_, say) => {
    const person = await finalizedPerson();
    await person.api.putCardAnswer("weekly_time", { answer: { weekly_marketing_time_hours: 9 } });
    await person.api.putCardAnswer("hard_nos", { answer: { brand_nos: ["Fear"] } });
    const current = await person.api.getProfile();
    await say(person, {
      ...current,
      constraints: { ...current.constraints, weekly_marketing_time_hours: 2 },
    });
    expect((await cardOf(person, "weekly_time"))?.answer).toMatchObject({ weekly_marketing_time_hours: 2 });
    expect(await person.api.finalizeOnboarding({ timezone })).toMatchObject({
      constraints: { weekly_marketing_time_hours: 2, brand_nos: ["Fear"] },
    });
  });

  test("an answer that changes while it is finalized stays pending", async () => {
    const person = await newPerson();
    await answer(person, least);
    await Promise.all([
      person.api.finalizeOnboarding({ timezone }),
      person.api.putCardAnswer("weekly_time", { answer: { weekly_marketing_time_hours: 7 } }),
    ]);
    expect(await person.api.finalizeOnboarding({ timezone })).toMatchObject({
      constraints: { weekly_marketing_time_hours: 7 },
    });
  });

  test("with a file that is not among the person's uploads is refused", async () => {
    const person = await newPerson();
    const files = { has_assets: "yes", asset_files: [crypto.randomUUID()] };
    await answer(person, { ...least, brand_assets: files });
    const refused = await request(person, "/onboarding/finalize", "POST", { timezone });
    const { errors } = await expectProblem(refused, "profile_incomplete");
    expect(errors?.map(({ path }) => path)).toEqual(["brand_assets.brand_identity.asset_file_ids.0"]);
  });
});

describe("a profile that was written directly", () => {
  test("prefills the cards, and counts as answered", async () => {
    const person = await newPerson();
    await answer(person, { weekly_time: { weekly_marketing_time_hours: 9 } });
    await person.api.putProfile(profile);
    const state = await person.api.getOnboarding();
    expect(state).toMatchObject({ finalized: true, first_unanswered: null, answered: 26, missing: [] });
    expect(Object.fromEntries(state.cards.map(({ card, answer: given }) => [card, given]))).toMatchObject(
      answersFromProfile(profile),
    );
  });

  test("with files that are not among the person's uploads is refused by their places", async () => {
    const refused = await request(await newPerson(), "/profile", "PUT", consultancy);
    const { errors } = await expectProblem(refused, "validation_failed");
    expect(errors?.map(({ path }) => path)).toEqual(["brand_identity.asset_file_ids.0"]);
  });
});

describe("the summary", () => {
  test("follows the answers so far, and previews what the hours hold", async () => {
    const person = await newPerson();
    expect((await person.api.getOnboardingSummary()).preview).toBeNull();
    await answer(person, {
      weekly_time: { weekly_marketing_time_hours: 5 },
      business_basics: { business_name: "Fern" },
    });
    const { panels, preview } = await person.api.getOnboardingSummary();
    expect(preview).toEqual({ quick_wins: 65, larger_tasks: 26, in_parts: false, ads: null });
    expect(panels[0]?.items[0]).toEqual({ label: "Name", answer: "Fern", card: "business_basics" });
    await answer(person, { budget: { budget_level: "some", monthly_ad_budget: 400 } });
    expect((await person.api.getOnboardingSummary()).preview?.ads).toMatchObject({ included: true });
  });

  test("follows the profile once there is one", async () => {
    const person = await newPerson();
    await person.api.putProfile(profile);
    const { panels, preview } = await person.api.getOnboardingSummary();
    expect(preview).toMatchObject({ quick_wins: 65, ads: { included: false } });
    expect(panels.flatMap(({ items }) => items).find(({ label }) => label === "Email tool")?.answer).toBe(
      "Mailchimp",
    );
  });
});
