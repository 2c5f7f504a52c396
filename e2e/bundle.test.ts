import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlanBundle } from "@alva/contracts/bundle";
import localService from "@alva/contracts/examples/local-service.json" with { type: "json" };
import { isFinal } from "@alva/contracts/plan";
import { ProfileInput } from "@alva/contracts/profile";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Person, type Product, startProduct } from "./product.ts";

let product: Product;
let person: Person;
let bundle: PlanBundle;
let folder: string;
beforeAll(async () => {
  product = await startProduct({ answer: answerOffline });
  folder = await mkdtemp(join(tmpdir(), "alva-bundle-"));
  person = await product.signIn();
  const clientProfile = ProfileInput.parse(localService);
  const { id } = await person.api.generatePlan({ clientProfile }, { idempotencyKey: randomUUID() });
  for await (const { status } of person.api.planEvents(id)) if (isFinal(status.state)) break;
  bundle = await person.api.getPlanBundle(id);
});
afterAll(async () => {
  await product.close();
  await rm(folder, { recursive: true });
});

function replay(changed: PlanBundle): Promise<{ code: number; text: string }> {
  const path = join(folder, `${randomUUID()}.json`);
  return writeFile(path, JSON.stringify(changed)).then(
    () =>
      new Promise((resolve) => {
        execFile(process.execPath, ["tools/plan-replay.ts", path], (error, text) => {
          resolve({ code: error ? Number(error.code) : 0, text });
        });
      }),
  );
}

test("a plan's bundle merges again to the identical plan, also after its owner has worked on it", async () => {
  expect(await replay(bundle)).toEqual({ code: 0, text: expect.stringContaining("Identical") });
  const [task] = bundle.master_plan.tasks;
  await person.api.changeTask(task?.id ?? "", {
    operation_id: randomUUID(),
    at: new Date().toISOString(),
    status: "done",
  });
  expect(await replay(await person.api.getPlanBundle(bundle.plan_id))).toMatchObject({ code: 0 });
  const answered = bundle.steps.filter(({ state }) => state === "done");
  expect(answered.every(({ answer }) => answer !== null)).toBe(true);
  // Each step was answered at its first attempt.
  const words = new Map(bundle.attempts?.map(({ step, output }) => [step, output]));
  expect(answered.map(({ step }) => words.get(step))).toEqual(answered.map(({ answer }) => answer?.text));
});

test("a plan that was fitted to other hours, once and again, has a bundle of its own with the prompts' versions it rests on", async () => {
  let planId = bundle.plan_id;
  for (const hours of [2, 4]) {
    const { revision } = await person.api.previewReplan(planId, { hours });
    const confirmation = { operation_id: randomUUID(), revision };
    planId = (await person.api.applyReplan(planId, { hours }, confirmation)).id;
    const again = await person.api.getPlanBundle(planId);
    expect(again.prompt_versions).toEqual(bundle.prompt_versions);
    expect(await replay(again)).toMatchObject({ code: 0 });
  }
});

test("a new plan has a bundle that merges again before and after it is applied to the board", async () => {
  const current = (await person.api.listPlans()).items.find(({ standing }) => standing === "current");
  const planId = current?.id ?? "";
  const { id } = await person.api.regeneratePlan(planId, { idempotencyKey: randomUUID() });
  for await (const { status } of person.api.planEvents(id)) if (isFinal(status.state)) break;
  expect(await replay(await person.api.getPlanBundle(id))).toMatchObject({ code: 0 });
  const { revision } = await person.api.comparePlans(planId, id);
  await person.api.applyPlan(id, { operation_id: randomUUID(), revision: revision ?? "" });
  const applied = await person.api.getPlanBundle(id);
  expect(applied.merge_input.fixed?.length).toBeGreaterThan(0);
  expect(applied.prompt_versions).toEqual(bundle.prompt_versions);
  expect(await replay(applied)).toMatchObject({ code: 0 });
});

test("a bundle that was changed says what differs", async () => {
  const { merge_input } = bundle;
  const fewer = { ...bundle, merge_input: { ...merge_input, modules: merge_input.modules.slice(1) } };
  const { code, text } = await replay(fewer);
  expect(code).toBe(1);
  expect(text).toMatch(/^the merge gives another plan$/m);
  expect(text).toMatch(/^tsk_\w+ is gone: /m);
  const steps = bundle.steps.map((step) => ({
    ...step,
    answer: step.answer && { ...step.answer, text: "{}" },
  }));
  expect((await replay({ ...bundle, steps })).text).toContain("the model's answer to strategy was changed");
  const attempts = bundle.attempts?.map((attempt) => ({ ...attempt, output: "{}" })) ?? [];
  expect((await replay({ ...bundle, attempts })).text).toContain("attempt 1 at strategy were changed");
});

test("a bundle is its owner's alone", async () => {
  const stranger = await product.signIn();
  await expect(stranger.api.getPlanBundle(bundle.plan_id)).rejects.toMatchObject({ code: "not_found" });
});
