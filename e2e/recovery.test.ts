import { randomUUID } from "node:crypto";
import { isFinal, type Plan, type PlanStatus } from "@alva/contracts/plan";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { consultancy as clientProfile } from "./consultancy.ts";
import { type Person, type Product, startProduct } from "./product.ts";

let product: Product;
let owner: Client;
beforeAll(async () => {
  product = await startProduct({ answer: answerOffline, thinkMs: 150 });
  owner = new Client({ connectionString: product.stack.postgres.url });
  await owner.connect();
});
afterEach(() => {
  product.stack.model.faults.clear();
  product.stack.qstash.faults.clear();
  product.stack.qstash.deliveries.clear();
  product.stack.qstash.setTimeScale(0.01);
  product.stack.neon.faults.clear();
  product.stack.redis.faults.clear();
});
afterAll(async () => {
  await owner.end();
  await product.close();
});

async function begin(person: Person): Promise<string> {
  const { id } = await person.api.generatePlan({ clientProfile }, { idempotencyKey: randomUUID() });
  return id;
}

/** Follows a plan by asking, as someone without a stream does. */
async function until(
  person: Person,
  id: string,
  reached: (status: PlanStatus) => boolean,
): Promise<PlanStatus> {
  return expect
    .poll(() => person.api.getPlanStatus(id), { timeout: 20_000, interval: 80 })
    .toSatisfy(reached)
    .then(() => person.api.getPlanStatus(id));
}

const retrying = ({ steps }: PlanStatus) => steps.some(({ state }) => state === "retrying");
const finished = ({ state }: PlanStatus) => isFinal(state);

/** Nothing of a plan may exist twice: one event per sequence number, one task per place. */
async function expectOnce({ id, sequence, master_plan }: Plan): Promise<void> {
  const { rows: events } = await owner.query(
    "select sequence from app.plan_events where plan_id = $1 order by 1",
    [id],
  );
  expect(events.map((event: { sequence: number }) => event.sequence)).toEqual(
    Array.from({ length: sequence + 1 }, (_, index) => index),
  );
  const ids = master_plan?.tasks.map((task) => task.id) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
  const places =
    master_plan?.tasks.map(({ source, series, part }) => JSON.stringify([source, series, part])) ?? [];
  expect(new Set(places).size).toBe(places.length);
}

/** Makes everything unfinished look as if `seconds` had passed. */
async function letTimePass(seconds: number): Promise<void> {
  await owner.query(
    `update app.plan_steps set due_at = due_at - make_interval(secs => $1)
     where plan_id in (select id from app.plans where finished_at is null)`,
    [seconds],
  );
  await owner.query(
    "update app.plans set updated_at = updated_at - make_interval(secs => $1) where finished_at is null",
    [seconds],
  );
}

describe("a plan survives", () => {
  test("the api worker's death while the model thinks: started again, it becomes ready once", async () => {
    const { model, qstash } = product.stack;
    // The first is met by the strategy, the others by the four modules, which are thought about until after the death.
    model.faults.add({ kind: "delay", delayMs: 0 });
    model.faults.add({ kind: "delay", delayMs: 2_000, times: 4 });
    const person = await product.signIn();
    const id = await begin(person);
    await until(person, id, ({ state }) => state === "modules");
    // At the tests' pace QStash would give up within a second, which a restart may take: now it tries after 1, 4 and 13 s.
    qstash.setTimeScale(0.2);
    await product.stopApi();
    const waits = () => qstash.messages().some(({ state }) => state === "RETRY");
    await expect.poll(waits, { timeout: 20_000 }).toBe(true);
    await product.startApi();
    await until(person, id, finished);
    const plan = await person.api.getPlan(id);
    expect(plan.state).toBe("ready");
    await expectOnce(plan);
  });

  test("every delivery arriving twice", async () => {
    product.stack.qstash.deliveries.duplicateNext(50);
    const person = await product.signIn();
    const id = await begin(person);
    await until(person, id, finished);
    const plan = await person.api.getPlan(id);
    expect(plan.state).toBe("ready");
    await expectOnce(plan);
  });

  test("QStash refusing to take its first message: it waits as queued and the sweep sends it", async () => {
    product.stack.qstash.faults.add({ kind: "status", status: 500, path: "/v2/batch" });
    const person = await product.signIn();
    const id = await begin(person);
    expect((await person.api.getPlanStatus(id)).state).toBe("queued");
    await letTimePass(30);
    await product.sweep();
    await until(person, id, finished);
    const plan = await person.api.getPlan(id);
    expect(plan.state).toBe("ready");
    await expectOnce(plan);
  });

  test("a publish whose answer is lost: the message exists, and is not sent a second time", async () => {
    product.stack.qstash.faults.add({ kind: "drop_answer", path: "/v2/batch" });
    const person = await product.signIn();
    const asked = product.stack.model.calls().length;
    const id = await begin(person);
    await until(person, id, finished);
    expect((await person.api.getPlan(id)).state).toBe("ready");
    expect(product.stack.model.calls().length - asked).toBe(5);
  });

  test("the database failing while an answer is delivered: QStash brings it again", async () => {
    const person = await product.signIn();
    const id = await begin(person);
    await until(person, id, ({ state }) => state === "strategy" || state === "modules");
    product.stack.neon.faults.add({ kind: "status", status: 500, times: 2 });
    // Nobody else asks the database meanwhile, so the faults meet deliveries.
    await product.stack.qstash.idle();
    await until(person, id, finished);
    const plan = await person.api.getPlan(id);
    expect(plan.state).toBe("ready");
    await expectOnce(plan);
  });

  test("deliveries that never come: unanswered steps are asked again, and after the run's limit filled in", async () => {
    product.stack.model.faults.add({ kind: "delay", delayMs: 3_000, times: 1 });
    const person = await product.signIn();
    const id = await begin(person);
    await until(person, id, ({ state }) => state === "strategy");
    await owner.query("update app.plan_events set at = at - interval '10 minutes' where plan_id = $1", [id]);
    await letTimePass(30);
    await product.sweep();
    await until(person, id, ({ state }) => state === "modules");
    await letTimePass(30);
    await product.sweep();
    await until(person, id, finished);
    const plan = await person.api.getPlan(id);
    expect(plan.state).toBe("ready_partial");
    await expectOnce(plan);
  });
});

describe("watching a plan", () => {
  test("tells of every state up to the last, each newer than the one before", async () => {
    const person = await product.signIn();
    const id = await begin(person);
    const seen: PlanStatus[] = [];
    for await (const { status } of person.api.planEvents(id)) seen.push(status);
    expect(seen.at(-1)?.state).toBe("ready");
    const sequences = seen.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
    expect(seen.map(({ state }) => state)).toContain("modules");
  });

  test("works without Redis, only less promptly", async () => {
    const person = await product.signIn();
    product.stack.redis.faults.add({ kind: "status", status: 500, times: 1000 });
    const id = await begin(person);
    const states: string[] = [];
    for await (const { status } of person.api.planEvents(id)) states.push(status.state);
    expect(states.at(-1)).toBe("ready");
  });
});

describe("when the model", () => {
  test("is away for all three attempts at every step, standard tasks take their place and the plan says so", async () => {
    product.stack.model.faults.add({ kind: "status", status: 503, times: 15 });
    const person = await product.signIn();
    const id = await begin(person);
    const status = await until(person, id, finished);
    expect(status.state).toBe("ready_partial");
    expect(status.steps.map(({ state, attempt }) => [state, attempt])).toEqual(
      Array.from({ length: 5 }, () => ["template", 3]),
    );
    const plan = await person.api.getPlan(id);
    expect(plan.master_plan?.tasks.length).toBeGreaterThan(10);
    expect(plan.master_plan?.tasks.every(({ source }) => source.fallback)).toBe(true);
  });

  test("refuses our key, nothing is repeated", async () => {
    product.stack.model.faults.add({ kind: "status", status: 401, times: 5 });
    const person = await product.signIn();
    const id = await begin(person);
    const status = await until(person, id, finished);
    expect(status.steps.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 1]);
  });
});

describe("cancelling", () => {
  test("is effective at once, and answers that arrive later change nothing", async () => {
    const person = await product.signIn();
    const id = await begin(person);
    expect((await person.api.cancelPlan(id)).state).toBe("cancelled");
    await product.stack.qstash.idle();
    expect((await person.api.getPlanStatus(id)).state).toBe("cancelled");
    expect((await person.api.cancelPlan(id)).state).toBe("cancelled");
  });

  test("takes back the messages that still wait at QStash, and those of no other plan", async () => {
    const { qstash, model } = product.stack;
    model.faults.add({ kind: "status", status: 429, headers: { "Retry-After": "60" }, times: 2 });
    qstash.setTimeScale(1);
    const people = [await product.signIn(), await product.signIn()] as const;
    const ids = [await begin(people[0]), await begin(people[1])] as const;
    const inState = (wanted: string) =>
      qstash
        .messages()
        .filter(({ label, state }) => ids.some((id) => label === `plan-${id}`) && state === wanted)
        .map(({ label }) => label?.slice("plan-".length));
    await Promise.all([until(people[0], ids[0], retrying), until(people[1], ids[1], retrying)]);
    await expect.poll(() => new Set(inState("CREATED")), { timeout: 5_000 }).toEqual(new Set(ids));
    await people[0].api.cancelPlan(ids[0]);
    await expect.poll(() => inState("CANCELLED"), { timeout: 5_000 }).toEqual([ids[0]]);
    expect(inState("CREATED")).toEqual([ids[1]]);
    await people[1].api.cancelPlan(ids[1]);
    await expect.poll(() => inState("CREATED"), { timeout: 5_000 }).toEqual([]);
  });
});

describe("another person's plan", () => {
  test.each(["getPlan", "getPlanStatus", "cancelPlan"] as const)("is not found by %s", async (method) => {
    const id = await begin(await product.signIn());
    const stranger = await product.signIn();
    await expect(stranger.api[method](id)).rejects.toMatchObject({ code: "not_found", status: 404 });
  });
});

describe("asking for a plan", () => {
  test("with the same key gives the same answer, with the same key and another request is refused", async () => {
    const { api } = await product.signIn();
    const first = await api.generatePlan({ clientProfile }, { idempotencyKey: "one" });
    expect(await api.generatePlan({ clientProfile }, { idempotencyKey: "one" })).toEqual(first);
    await expect(
      api.generatePlan({ clientProfile, regenerate: true }, { idempotencyKey: "one" }),
    ).rejects.toMatchObject({ code: "idempotency_key_reused", status: 422 });
  });

  test("at the same moment under many keys starts one plan", async () => {
    const { api, id } = await product.signIn();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        api.generatePlan({ clientProfile }, { idempotencyKey: `k${index}` }),
      ),
    );
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    const { rows } = await owner.query("select count(*)::int as plans from app.plans where user_id = $1", [
      id,
    ]);
    expect(rows).toEqual([{ plans: 1 }]);
  });

  test("from the stored profile works, and without one says what is missing", async () => {
    const { api } = await product.signIn();
    await expect(api.generatePlan({}, { idempotencyKey: "a" })).rejects.toMatchObject({
      code: "profile_incomplete",
    });
    const stored = await api.putProfile(clientProfile);
    expect(stored.profile_version).toBe(1);
    const { id } = await api.generatePlan({}, { idempotencyKey: "b" });
    expect((await api.getPlan(id)).profile).toEqual(stored);
  });
});
