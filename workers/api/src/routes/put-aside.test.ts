import { beforeEach, describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { finishPlan, readyPlan } from "../testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

let person: Person;
let planId: string;
beforeEach(async () => {
  person = await newPerson();
  planId = await readyPlan(person);
});

const conflict = { code: "state_conflict", status: 409 };

async function newPlan(): Promise<string> {
  const { id } = await person.api.regeneratePlan(planId, { idempotencyKey: crypto.randomUUID() });
  return id;
}

async function proposedPlan(): Promise<string> {
  const id = await newPlan();
  await finishPlan(person, id);
  return id;
}

async function listed(id: string) {
  return (await person.api.listPlans()).items.find((plan) => plan.id === id);
}

describe("putting a plan aside", () => {
  test("is known wherever the plan is listed or read, and the first moment stays however often it is said", async () => {
    const id = await proposedPlan();
    expect(await listed(id)).toMatchObject({ put_aside_at: null });
    const [first, again] = await Promise.all([person.api.putPlanAside(id), person.api.putPlanAside(id)]);
    expect(again).toEqual(first);
    const { put_aside_at } = first;
    expect(await person.api.putPlanAside(id)).toEqual({ id, put_aside_at });
    expect(await listed(id)).toMatchObject({ put_aside_at, standing: "proposed" });
    expect(await person.api.getPlan(id)).toMatchObject({ put_aside_at });
    expect(await listed(planId)).toMatchObject({ put_aside_at: null, standing: "current" });
  });

  test("leaves a plan that waits as it was: it can still be applied", async () => {
    const id = await proposedPlan();
    const { sequence, updated_at } = await person.api.getPlan(id);
    await person.api.putPlanAside(id);
    expect(await person.api.getPlan(id)).toMatchObject({ sequence, updated_at });
    const { revision } = await person.api.comparePlans(planId, id);
    await person.api.applyPlan(id, { operation_id: crypto.randomUUID(), revision: revision ?? "" });
    expect((await person.api.getPlan(id)).standing).toBe("current");
  });

  test("is possible of one that failed, and of none that is made still, was stopped, is in use or was declined", async () => {
    const id = await newPlan();
    await expect(person.api.putPlanAside(id)).rejects.toMatchObject(conflict);
    await person.api.cancelPlan(id);
    await expect(person.api.putPlanAside(id)).rejects.toMatchObject(conflict);
    // By itself a plan fails only after hours without an answer.
    await owner`update app.plans set state = 'failed' where id = ${id}`;
    expect(await person.api.putPlanAside(id)).toMatchObject({ id });

    await expect(person.api.putPlanAside(planId)).rejects.toMatchObject(conflict);
    const declined = await proposedPlan();
    await person.api.declinePlan(declined);
    await expect(person.api.putPlanAside(declined)).rejects.toMatchObject(conflict);
  });
});

describe("putting changed answers aside", () => {
  const until = "2026-01-02T03:04:05.678Z";

  test("is kept with the plan that is current, and a moment before that changes nothing", async () => {
    expect(await person.api.getPlan(planId)).toMatchObject({ answers_put_aside_until: null });
    const aside = { id: planId, answers_put_aside_until: until };
    expect(await person.api.putAnswersAside(planId, { until })).toEqual(aside);
    expect(await person.api.putAnswersAside(planId, { until: "2026-01-02T03:04:05.677Z" })).toEqual(aside);
    expect(await person.api.getPlan(planId)).toMatchObject({ answers_put_aside_until: until });
  });

  test("holds for no answer that is still to come", async () => {
    const before = Date.now();
    const aside = await person.api.putAnswersAside(planId, { until: "2999-01-01T00:00:00.000Z" });
    const at = Date.parse(aside.answers_put_aside_until);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  });

  test("names exactly the moment at which the newest profile was saved", async () => {
    const { updated_at } = await person.api.getProfile();
    const aside = await person.api.putAnswersAside(planId, { until: updated_at });
    expect(aside.answers_put_aside_until).toBe(updated_at);
  });

  test("is refused of a plan that is not in use, and begins anew with the next one that is", async () => {
    const id = await proposedPlan();
    await expect(person.api.putAnswersAside(id, { until })).rejects.toMatchObject(conflict);
    await person.api.putAnswersAside(planId, { until });
    const { revision } = await person.api.comparePlans(planId, id);
    await person.api.applyPlan(id, { operation_id: crypto.randomUUID(), revision: revision ?? "" });
    expect(await person.api.getPlan(id)).toMatchObject({ answers_put_aside_until: null });
    await expect(person.api.putAnswersAside(planId, { until })).rejects.toMatchObject(conflict);
  });
});
