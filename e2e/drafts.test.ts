import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import localService from "@alva/contracts/examples/local-service.json" with { type: "json" };
import type { Draft } from "@alva/contracts/draft";
import { isFinal } from "@alva/contracts/plan";
import { ProfileInput } from "@alva/contracts/profile";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Person, type Product, startProduct } from "./product.ts";

let product: Product;
let person: Person;
beforeAll(async () => {
  product = await startProduct({ answer: answerOffline });
  person = await product.signIn();
  const clientProfile = ProfileInput.parse(localService);
  const { id } = await person.api.generatePlan({ clientProfile }, { idempotencyKey: randomUUID() });
  for await (const { status } of person.api.planEvents(id)) if (isFinal(status.state)) break;
});
afterAll(() => product.close());

/** Asks for a draft and waits until it is final. */
async function draftFor(taskId: string): Promise<Draft> {
  const { id } = await person.api.askForDraft(taskId, { operation_id: randomUUID() });
  for (;;) {
    const draft = await person.api.getDraft(id);
    if (draft.state === "ready" || draft.state === "failed") return draft;
    await sleep(20);
  }
}

test("a task of each channel is drafted through QStash and the model, and passes every check", async () => {
  const { items } = await person.api.listTasks({ limit: 200 });
  const channels = [...new Set(items.map(({ channel }) => channel))];
  expect(channels.length).toBeGreaterThan(2);
  for (const channel of channels) {
    const { state, checks } = await draftFor(items.find((task) => task.channel === channel)?.id ?? "");
    expect(state).toBe("ready");
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  }
});

test("a draft that breaks a hard no comes back mended", async () => {
  const { items } = await person.api.listTasks({ limit: 200, channel: ["email"] });
  const task = items.find(({ title }) => /welcome|newsletter/i.test(title));
  product.stack.model.answers.add({
    kind: "text",
    match: "alva_draft_email",
    text: JSON.stringify({
      format: "email",
      subject: "Last",
      preview: "p",
      body: "Carbon monoxide: a silent killer.",
    }),
  });
  const draft = await draftFor(task?.id ?? "");
  expect(draft).toMatchObject({ state: "ready", attempt: 2 });
  expect(JSON.stringify(draft.content)).not.toContain("killer");
  expect(draft.checks.every(({ ok }) => ok)).toBe(true);
});
