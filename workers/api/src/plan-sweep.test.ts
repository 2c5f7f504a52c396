import { Client } from "@upstash/qstash";
import { env } from "cloudflare:test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readConfig } from "./config.ts";
import worker from "./index.ts";
import { sweepPlans } from "./plan-sweep.ts";
import { createPorts } from "./ports.ts";
import { bindings } from "./testing/bindings.ts";
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

beforeEach(() => {
  // QStash's client and the sweep say what was away.
  vi.spyOn(console, "error").mockReturnValue();
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

test("plans share the calls that send them", async () => {
  const plans = [];
  for (let count = 0; count < 12; count += 1) plans.push(await planDuringOutage());
  for (const { plan } of plans) await letTimePass(plan, 30);
  const ports = createPorts(readConfig(bindings));
  const calls: number[] = [];
  await sweepPlans({
    ...ports,
    publishSteps(messages) {
      calls.push(messages.length);
      return ports.publishSteps(messages);
    },
  });
  const all = calls.reduce((sum, count) => sum + count, 0);
  expect(all).toBeGreaterThanOrEqual(12);
  expect(calls.length, "one call for a hundred messages").toBeLessThanOrEqual(Math.ceil(all / 100) + 1);
  for (const { api, plan } of plans) expect((await api.getPlanStatus(plan)).state).toBe("strategy");
});
