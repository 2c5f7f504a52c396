import { expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { callbackPath, deliver } from "../testing/delivery.ts";
import { newPerson } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";
import { stepReport } from "../testing/step-reports.ts";

test("a module that ended with standard tasks is asked again in a new plan, the others stay as they ended", async () => {
  const person = await newPerson();
  const { api } = person;
  const before = await readyPlan(person);
  const old = await api.getPlan(before);
  const { id } = await api.retryStep(before, "email");
  const { state, steps } = await api.getPlanStatus(id);
  expect(state).toBe("modules");
  expect(
    steps.filter(({ state }) => state === "working").map(({ step, attempt }) => [step, attempt]),
  ).toEqual([["email", 1]]);
  await deliver(callbackPath({ plan: id, step: "email", attempt: 1 }), stepReport("email", "good"));
  const plan = await api.getPlan(id);
  expect(plan.state).toBe("ready_partial");
  const isFallback = (module: string) =>
    plan.master_plan?.tasks
      .filter(({ source }) => source.module === module)
      .map(({ source }) => source.fallback);
  expect(new Set(isFallback("email"))).toEqual(new Set([false]));
  expect(new Set(isFallback("social"))).toEqual(new Set([true]));
  expect(plan.custom_plan).toEqual(old.custom_plan);
  const { sequence, steps: oldSteps } = await api.getPlanStatus(before);
  expect({ sequence, oldSteps }, "the finished plan shows what became of it").toEqual({
    sequence: old.sequence,
    oldSteps: old.steps,
  });
});

test("a module fails again as any step does: after its attempts standard tasks take its place", async () => {
  const person = await newPerson();
  const { id } = await person.api.retryStep(await readyPlan(person), "social");
  for (const attempt of [1, 2, 3]) {
    await deliver(callbackPath({ plan: id, step: "social", attempt }), stepReport("social", "invalid"));
  }
  expect(await person.api.getPlanStatus(id)).toMatchObject({ state: "ready_partial" });
});

test("after a strategy everything is asked again", async () => {
  const person = await newPerson();
  const { id } = await person.api.retryStep(await readyPlan(person), "strategy");
  const { state, steps } = await person.api.getPlanStatus(id);
  expect(state).toBe("strategy");
  expect(steps.map(({ state, attempt }) => [state, attempt])).toEqual([
    ["working", 1],
    ...Array.from({ length: 4 }, () => ["waiting", 0]),
  ]);
});

test("of twenty wishes at the same moment one starts a plan, and all are told of it", async () => {
  const person = await newPerson();
  const plan = await readyPlan(person);
  const answers = await Promise.all(Array.from({ length: 20 }, () => person.api.retryStep(plan, "email")));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  await expect(person.api.retryStep(plan, "social")).rejects.toMatchObject({ code: "state_conflict" });
});

test("a step that is answered, or of an unfinished or foreign plan, is not asked again", async () => {
  const person = await newPerson();
  const plan = await readyPlan(person);
  const { id } = await person.api.retryStep(plan, "email");
  await expect(person.api.retryStep(id, "social")).rejects.toMatchObject({ code: "state_conflict" });
  await deliver(callbackPath({ plan: id, step: "email", attempt: 1 }), stepReport("email", "good"));
  await expect(person.api.retryStep(id, "email")).rejects.toMatchObject({ code: "state_conflict" });
  const stranger = await newPerson();
  await expect(stranger.api.retryStep(id, "social")).rejects.toMatchObject({ code: "not_found" });
});

test("it counts as a plan that is started", async () => {
  const person = await newPerson();
  const plan = await readyPlan(person);
  for (let count = 0; count < 4; count += 1) {
    await person.api.cancelPlan((await person.api.retryStep(plan, "email")).id);
  }
  await expect(person.api.retryStep(plan, "email")).rejects.toMatchObject({ code: "quota_exceeded" });
  const rows = await owner`select count(*)::int as plans from app.plans where user_id = ${person.id}`;
  expect(rows).toEqual([{ plans: 5 }]);
});
