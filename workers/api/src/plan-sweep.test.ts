import { Client } from "@upstash/qstash";
import { env } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readConfig } from "./config.ts";
import worker from "./index.ts";
import { sweepPlans } from "./plan-sweep.ts";
import { createPorts } from "./ports.ts";
import { bindings } from "./testing/bindings.ts";
import { breakZone } from "./testing/break-zone.ts";
import { owner } from "./testing/database.ts";
import { callbackPath, deliver } from "./testing/delivery.ts";
import { addFault, bringBack } from "./testing/faults.ts";
import { newPerson } from "./testing/person.ts";
import { clientProfile } from "./testing/ready-plan.ts";
import { stepReport } from "./testing/step-reports.ts";
import { letTimePass } from "./testing/time.ts";

const qstash = new Client({ baseUrl: bindings.QSTASH_URL, token: bindings.QSTASH_TOKEN, devMode: false });
const sweep = () => worker.scheduled(undefined, env);
const refuseBatches = (times: number) =>
  addFault(bindings.QSTASH_URL, { kind: "status", status: 503, path: "/v2/batch", times });

/** What QStash's client and the sweep say of what was away or broken. */
const complaints: string[] = [];
beforeEach(() => {
  complaints.length = 0;
  vi.spyOn(console, "error").mockImplementation((line: string) => void complaints.push(line));
});
afterEach(async () => {
  await bringBack();
  await qstash.flowControl.resume("model");
  vi.restoreAllMocks();
});

/** A plan whose background work failed because QStash was away. */
async function planDuringOutage() {
  const { api } = await newPerson();
  await refuseBatches(1);
  const started = api.generatePlan({ clientProfile }, { idempotencyKey: crypto.randomUUID() });
  await started.catch(() => undefined);
  await bringBack();
  const [plan] = (await api.listPlans()).items;
  return { api, plan: plan?.id ?? "" };
}

test("a plan that waited for QStash longer than a run may last is made by the model all the same", async () => {
  const { api, plan } = await planDuringOutage();
  await letTimePass(plan, 1200);
  await sweep();
  expect(await api.getPlanStatus(plan)).toMatchObject({
    state: "strategy",
    steps: [{ step: "strategy", state: "working", attempt: 1 }, {}, {}, {}, {}],
  });
  // Its time began with the sweep that sent it.
  await letTimePass(plan, 60);
  await sweep();
  expect((await api.getPlanStatus(plan)).steps[0]).toMatchObject({ state: "working", attempt: 1 });
  await letTimePass(plan, 60);
  await sweep();
  expect((await api.getPlanStatus(plan)).steps[0]).toMatchObject({ state: "retrying", attempt: 2 });
});

test("attempts that QStash did not take are not counted, however often the sweep tries", async () => {
  const { api } = await newPerson();
  const { id: plan } = await api.generatePlan({ clientProfile }, { idempotencyKey: crypto.randomUUID() });
  await refuseBatches(100);
  const path = callbackPath({ plan, step: "strategy", attempt: 1 });
  await deliver(path, stepReport("strategy", "good")).catch(() => undefined);
  for (const seconds of [100, 100, 200]) {
    await letTimePass(plan, seconds);
    await sweep();
  }
  await bringBack();
  await sweep();
  const { state, steps } = await api.getPlanStatus(plan);
  expect(state).toBe("modules");
  const asked = steps.slice(1).filter((step) => step.state !== "not_needed");
  expect(asked.length).toBeGreaterThan(1);
  for (const step of asked) expect(step).toMatchObject({ state: "working", attempt: 1 });
});

test("an answer is not given up while messages wait for the model's places", async () => {
  const { api } = await newPerson();
  await qstash.publish({
    url: "http://127.0.0.1:9/",
    flowControl: { key: "model", parallelism: 20 },
    retries: 0,
  });
  await qstash.flowControl.pause("model");
  const { id: plan } = await api.generatePlan({ clientProfile }, { idempotencyKey: crypto.randomUUID() });
  await letTimePass(plan, 400);
  await sweep();
  expect((await api.getPlanStatus(plan)).steps[0]).toMatchObject({ state: "working", attempt: 1 });
});

test("plans that QStash never takes are made of standard tasks after six hours", async () => {
  const { api, plan } = await planDuringOutage();
  await letTimePass(plan, 6 * 3600 + 1);
  await sweep();
  expect((await api.getPlanStatus(plan)).steps[0]).toMatchObject({ state: "template" });
});

/** A plan of its own, asked for so many seconds ago. */
async function planSince(seconds: number) {
  const { api } = await newPerson();
  const { id } = await api.generatePlan({ clientProfile }, { idempotencyKey: crypto.randomUUID() });
  await letTimePass(id, seconds);
  return { api, id, state: async () => (await api.getPlanStatus(id)).state };
}

describe("a plan with which nothing can be done", () => {
  const zone = "Pacific/Chatham";
  /** Ways in which a row goes bad. The last two can be read; what is then made of them fails. */
  const poisons: [string, (id: string) => Promise<unknown>][] = [
    ["whose profile cannot be read", (id) => owner`update app.plans set profile = '{}' where id = ${id}`],
    [
      "with a step that cannot be read",
      (id) => owner`update app.plan_steps set messages = '5' where plan_id = ${id} and step = 'strategy'`,
    ],
    ["of which no message can be made", setZone],
    [
      "that cannot be merged",
      async (id) => {
        await setZone(id);
        await owner`update app.plans set state = 'merging' where id = ${id}`;
      },
    ],
  ];
  async function setZone(id: string) {
    await owner`update app.plans set profile = jsonb_set(profile, '{user_profile,timezone}', to_jsonb(${zone}::text))
      where id = ${id}`;
  }

  beforeEach(() => breakZone(zone));

  test.each(poisons)("%s keeps no other waiting, and fails when its time is up", async (_what, poison) => {
    const [broken, whole] = [await planSince(200), await planSince(100)];
    await poison(broken.id);
    await sweep();
    expect((await whole.api.getPlanStatus(whole.id)).steps[0]).toMatchObject({ attempt: 2 });
    const [early] = await owner`select state from app.plans where id = ${broken.id}`;
    expect(early?.["state"], "its time is not up").not.toBe("failed");
    await letTimePass(broken.id, 150);
    await sweep();
    const [late] = await owner`select state, finished_at is not null as ended from app.plans
      where id = ${broken.id}`;
    expect(late).toEqual({ state: "failed", ended: true });
    const event = { level: "error", event: "plan_given_up", plan: broken.id };
    expect(complaints).toContain(JSON.stringify(event));
  });

  test("is not given up because the database is away", async () => {
    const { id, state } = await planSince(400);
    await owner`update app.plans set state = 'merging', updated_at = '2000-01-01' where id = ${id}`;
    const { fetch } = globalThis;
    vi.spyOn(globalThis, "fetch").mockImplementation((input, init) =>
      typeof init?.body === "string" && init.body.includes("merge_hash")
        ? Promise.resolve(new Response("{}", { status: 500 }))
        : fetch(input, init),
    );
    await sweep();
    expect(await state()).toBe("merging");
  });
});

test("plans share the calls that send them", async () => {
  const plans = [];
  for (let count = 0; count < 12; count += 1) plans.push(await planDuringOutage());
  for (const { plan } of plans) await letTimePass(plan, 30);
  const ports = createPorts(readConfig(bindings));
  const own = new Set(plans.map(({ plan }) => plan));
  const calls: number[] = [];
  await sweepPlans({
    ...ports,
    publishSteps(messages) {
      calls.push(messages.filter(({ address }) => own.has(address.plan)).length);
      return ports.publishSteps(messages);
    },
  });
  const shared = calls.filter((count) => count > 0);
  expect(shared.reduce((sum, count) => sum + count, 0)).toBe(12);
  // What other tests left may come between them, a hundred to a call.
  expect(shared.length, "one call for a hundred messages").toBeLessThanOrEqual(2);
  for (const { api, plan } of plans) expect((await api.getPlanStatus(plan)).state).toBe("strategy");
});
