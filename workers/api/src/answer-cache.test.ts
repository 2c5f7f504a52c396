import { afterEach, expect, test, vi } from "vitest";
import { createAnswerCache } from "./answer-cache.ts";
import { readConfig } from "./config.ts";
import { bindings } from "./testing/bindings.ts";
import { callbackPath, deliver } from "./testing/delivery.ts";
import { newPerson } from "./testing/person.ts";
import { base64, clientProfile } from "./testing/ready-plan.ts";
import { strategyRequest } from "@alva/planning/prompts/requests";
import { baseCustomPlan } from "@alva/planning/strategy/base-plan";
import { prepare } from "@alva/planning/strategy/facts";

afterEach(() => vi.restoreAllMocks());

type Person = Awaited<ReturnType<typeof newPerson>>;

function begin({ api }: Person, { regenerate = false } = {}) {
  return api.generatePlan({ clientProfile, regenerate }, { idempotencyKey: crypto.randomUUID() });
}

/** A cancelled plan whose strategy the model had answered. */
async function answeredOnce(person: Person, headline: string): Promise<void> {
  const { id: plan } = await begin(person);
  const { profile, created_at } = await person.api.getPlan(plan);
  const facts = prepare(profile, created_at);
  const content = JSON.stringify({ ...baseCustomPlan(facts, profile), headline });
  const completion = { model: "m", choices: [{ message: { content } }] };
  const report = {
    sourceMessageId: "msg_test",
    status: 200,
    body: base64(JSON.stringify(completion)),
    sourceBody: base64(
      JSON.stringify({ ...strategyRequest({ facts, profile }), model: bindings.MODEL_NAME }),
    ),
  };
  await deliver(callbackPath({ plan, step: "strategy", attempt: 1 }), JSON.stringify(report));
  await person.api.cancelPlan(plan);
}

test("an equal request of the same person within a day is answered without the model", async () => {
  const person = await newPerson();
  await answeredOnce(person, "Known words");
  const { id } = await begin(person);
  const plan = await person.api.getPlan(id);
  expect(plan.state).toBe("modules");
  expect(plan.custom_plan?.headline).toBe("Known words");
});

test("who regenerates asks the model again", async () => {
  const person = await newPerson();
  await answeredOnce(person, "Known words");
  const { id } = await begin(person, { regenerate: true });
  expect((await person.api.getPlanStatus(id)).state).toBe("strategy");
});

test("nobody gets another's answer", async () => {
  await answeredOnce(await newPerson(), "Known words");
  const person = await newPerson();
  const { id } = await begin(person);
  expect((await person.api.getPlanStatus(id)).state).toBe("strategy");
});

test("another model's answer is not an answer, and without Redis nothing is known", async () => {
  const config = readConfig(bindings);
  const request = { messages: [] };
  const answer = { text: "{}", model: "m" };
  await createAnswerCache(config).keep("someone", request, answer);
  expect(await createAnswerCache(config).find("someone", [request, { messages: [1] }])).toEqual([
    answer,
    undefined,
  ]);
  const other = { ...config, model: { ...config.model, name: "another" } };
  expect(await createAnswerCache(other).find("someone", [request])).toEqual([undefined]);
  const warned = vi.spyOn(console, "warn").mockReturnValue();
  const away = { ...config, redis: { ...config.redis, url: "http://127.0.0.1:9" } };
  expect(await createAnswerCache(away).find("someone", [request])).toEqual([undefined]);
  expect(warned).toHaveBeenCalledOnce();
});
