import { ProblemError } from "@alva/contracts/problem-error";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";
import { tokensPerDay } from "../token-budget.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

/** Asks for a plan of a profile that no other request of these tests has, unless it is named. */
function ask({ api }: Person, name: string = crypto.randomUUID()) {
  const user_profile = { ...clientProfile.user_profile, business_name: `Shop ${name}` };
  return api.generatePlan(
    { clientProfile: { ...clientProfile, user_profile } },
    { idempotencyKey: crypto.randomUUID() },
  );
}

const key = () => ({ idempotencyKey: crypto.randomUUID() });

/** How many requests QStash was sent. */
async function published(): Promise<number> {
  const answer = await fetch(`${bindings.QSTASH_URL}/_stand-in/requests`);
  return z.array(z.unknown()).parse(await answer.json()).length;
}

async function askAndCancel(person: Person): Promise<void> {
  await person.api.cancelPlan((await ask(person)).id);
}

async function refusal(asked: Promise<unknown>): Promise<ProblemError> {
  const error: unknown = await asked.catch((error: unknown) => error);
  if (!(error instanceof ProblemError)) throw new Error("it was not refused");
  return error;
}

describe("a person's quota", () => {
  test("is five plans in 24 hours, cancelled ones too, and the refusal tells when the oldest of them is a day old", async () => {
    const person = await newPerson();
    for (let plans = 0; plans < 5; plans += 1) await askAndCancel(person);
    await owner`update app.plans set created_at = now() - interval '23 hours' where id =
      (select id from app.plans where user_id = ${person.id} order by created_at limit 1)`;
    const { code, status, retryAfterSeconds } = await refusal(ask(person));
    expect([code, status]).toEqual(["quota_exceeded", 429]);
    expect(retryAfterSeconds).toBeGreaterThan(3_540);
    expect(retryAfterSeconds).toBeLessThanOrEqual(3_600);

    await owner`update app.plans set created_at = created_at - interval '61 minutes' where user_id = ${person.id}`;
    await ask(person);
    expect(await refusal(ask(person))).toMatchObject({ code: "quota_exceeded" });
  });

  test("is two plans at once, and a cancelled one makes room", async () => {
    const person = await newPerson();
    const { id } = await ask(person);
    await ask(person);
    expect(await refusal(ask(person))).toMatchObject({ code: "quota_exceeded", retryAfterSeconds: 60 });
    await person.api.cancelPlan(id);
    await ask(person);
  });

  test("holds for twenty different requests at the same moment", async () => {
    const person = await newPerson();
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => ask(person)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    const rows = await owner`select count(*)::int as plans from app.plans where user_id = ${person.id}`;
    expect(rows).toEqual([{ plans: 2 }]);
  });

  test("does not count a plan that is found, nor keep anyone from finding it", async () => {
    const person = await newPerson();
    for (let plans = 0; plans < 4; plans += 1) await askAndCancel(person);
    const { id } = await ask(person, "the same");
    expect((await ask(person, "the same")).id).toBe(id);
    expect(await refusal(ask(person))).toMatchObject({ code: "quota_exceeded" });
    expect((await ask(person, "the same")).id).toBe(id);
  });

  test("is everyone's own", async () => {
    const person = await newPerson();
    for (let plans = 0; plans < 5; plans += 1) await askAndCancel(person);
    expect((await ask(await newPerson())).id).toBeDefined();
  });

  test("ends with the day's tokens, which come back at midnight UTC, before anything is published", async () => {
    const person = await newPerson();
    await owner`insert into app.model_usage (user_id, day, prompt_tokens, completion_tokens)
      values (${person.id}, (now() at time zone 'UTC')::date, ${tokensPerDay - 1}, 0)`;
    const { id } = await ask(person, "the same");
    await owner`update app.model_usage set completion_tokens = 1 where user_id = ${person.id}`;
    const { code, status, retryAfterSeconds } = await refusal(ask(person));
    expect([code, status]).toEqual(["quota_exceeded", 429]);
    const secondsOfDay = Math.floor(Date.now() / 1000) % 86_400;
    expect(Math.abs((retryAfterSeconds ?? 0) - (86_400 - secondsOfDay))).toBeLessThan(30);
    expect((await person.api.listPlans()).items).toHaveLength(1);
    expect((await ask(person, "the same")).id).toBe(id);

    await owner`update app.model_usage set day = day - 1 where user_id = ${person.id}`;
    await ask(person);
  });

  test.each<[string, (person: Person, plan: string) => Promise<unknown>]>([
    ["a new plan", (person) => ask(person)],
    ["a plan beside the current one", ({ api }, plan) => api.regeneratePlan(plan, key())],
    ["a step that is asked again", ({ api }, plan) => api.retryStep(plan, "email")],
  ])("with the day's tokens used up has no room for %s, and nothing is published", async (_, begin) => {
    const person = await newPerson();
    const plan = await readyPlan(person);
    await owner`insert into app.model_usage (user_id, day, prompt_tokens, completion_tokens)
      values (${person.id}, (now() at time zone 'UTC')::date, ${tokensPerDay}, 0)
      on conflict (user_id, day) do update set prompt_tokens = excluded.prompt_tokens`;
    const before = await published();
    const { code, status, retryAfterSeconds } = await refusal(begin(person, plan));
    expect([code, status]).toEqual(["quota_exceeded", 429]);
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(await published()).toBe(before);
    expect((await person.api.listPlans()).items).toHaveLength(1);
  });
});
