import { randomUUID } from "node:crypto";
import { isFinal, type Plan } from "@alva/contracts/plan";
import { Problem } from "@alva/contracts/problem";
import b2bConsultancy from "@alva/contracts/examples/b2b-consultancy.json" with { type: "json" };
import handmadeSolo from "@alva/contracts/examples/handmade-solo.json" with { type: "json" };
import hostileExtremes from "@alva/contracts/examples/hostile-extremes.json" with { type: "json" };
import hostileInjection from "@alva/contracts/examples/hostile-injection.json" with { type: "json" };
import localService from "@alva/contracts/examples/local-service.json" with { type: "json" };
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { windowOf } from "@alva/planning/governance/window";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleProfile } from "./example-profile.ts";
import { type Person, type Product, startProduct } from "./product.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct({ answer: answerOffline });
});
afterAll(() => product.close());

/** Asks for a plan and waits for its final state. */
async function planFor(person: Person, profile: unknown): Promise<Plan> {
  const clientProfile = exampleProfile(profile);
  const { id } = await person.api.generatePlan({ clientProfile }, { idempotencyKey: randomUUID() });
  for await (const { status } of person.api.planEvents(id)) if (isFinal(status.state)) break;
  return person.api.getPlan(id);
}

function tasksOf({ master_plan }: Plan) {
  return master_plan?.tasks ?? [];
}

describe("the three example businesses", () => {
  test.each([
    ["a candle maker with 5 hours and no budget", handmadeSolo],
    ["a heating company with 3 hours and $400", localService],
    ["a consultancy with 14 hours and $2,000", b2bConsultancy],
  ])("%s gets a plan whose weeks stay within the hours given, from next Monday", async (_name, profile) => {
    const plan = await planFor(await product.signIn(), profile);
    expect(plan.state).toBe("ready");
    const window = windowOf(plan.created_at, profile.user_profile.timezone);
    expect(plan.master_plan?.plan).toMatchObject(window);
    const minutes = new Map<number, number>();
    for (const { week, estimated_minutes } of tasksOf(plan)) {
      if (week !== null) minutes.set(week, (minutes.get(week) ?? 0) + estimated_minutes);
    }
    expect(minutes.size).toBeGreaterThan(10);
    expect(Math.max(...minutes.values())).toBeLessThanOrEqual(
      profile.constraints.weekly_marketing_time_hours * 60,
    );
  });

  test("get visibly different plans: no ads and no blog for the candle maker, both for the consultancy", async () => {
    const [solo, consultancy] = await Promise.all([
      planFor(await product.signIn(), handmadeSolo),
      planFor(await product.signIn(), b2bConsultancy),
    ]);
    const channels = (plan: Plan) => new Set(tasksOf(plan).map(({ channel }) => channel));
    expect(channels(solo)).not.toContain("ppc");
    expect(channels(solo)).not.toContain("blog");
    expect(channels(consultancy)).toEqual(new Set(["ppc", "social", "email", "blog"]));
    const titles = new Set(tasksOf(solo).map(({ title }) => title));
    const shared = tasksOf(consultancy).filter(({ title }) => titles.has(title));
    expect(shared.length / tasksOf(consultancy).length).toBeLessThan(0.2);
  });
});

describe("hostile profiles", () => {
  test("the injection profile is refused with exactly its four field errors", async () => {
    const { accessToken } = await product.signIn();
    const answer = await fetch(`${product.origins.api}/plans/generate`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${accessToken}`,
        "Content-Type": "application/json",
        "Idempotency-Key": randomUUID(),
      },
      body: JSON.stringify({ clientProfile: hostileInjection }),
    });
    expect(answer.status).toBe(422);
    const { code, errors = [] } = Problem.parse(await answer.json());
    expect(code).toBe("validation_failed");
    const paths = errors.map(({ path }) => path).toSorted();
    expect(paths).toEqual([
      "clientProfile.brand_identity.fonts.0",
      "clientProfile.content_presence.competitors.0",
      "clientProfile.content_presence.competitors.1",
      "clientProfile.user_profile.website",
    ]);
  });

  test("the injection profile without them gives a plan within its real constraints", async () => {
    const plan = await planFor(await product.signIn(), {
      ...hostileInjection,
      user_profile: { ...hostileInjection.user_profile, website: null },
      brand_identity: { ...hostileInjection.brand_identity, fonts: [] },
      content_presence: { ...hostileInjection.content_presence, competitors: [] },
    });
    expect(plan.master_plan?.plan.weekly_capacity_hours).toBe(4);
    expect(tasksOf(plan).length).toBeGreaterThan(0);
    expect(tasksOf(plan).filter(({ channel }) => channel === "ppc")).toEqual([]);
    expect(JSON.stringify(tasksOf(plan))).not.toMatch(/password|https?:/i);
  });

  test("the profile at every limit gives a plan", async () => {
    const plan = await planFor(await product.signIn(), hostileExtremes);
    expect(["ready", "ready_partial"]).toContain(plan.state);
  });
});

test("a profile without hours gives an empty plan that says so, and asks no model", async () => {
  const asked = product.stack.model.calls().length;
  const plan = await planFor(await product.signIn(), {
    ...handmadeSolo,
    constraints: { ...handmadeSolo.constraints, weekly_marketing_time_hours: 0 },
  });
  expect(plan.state).toBe("ready");
  expect(tasksOf(plan)).toEqual([]);
  expect(plan.custom_plan?.summary).toContain("0 hours");
  expect(product.stack.model.calls().length).toBe(asked);
});
