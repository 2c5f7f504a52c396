import { type PlanStep, planSteps } from "@alva/contracts/plan";
import { canary } from "@alva/planning/prompts/canary";
import { moduleRequest, strategyRequest } from "@alva/planning/prompts/requests";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { baseCustomPlan } from "@alva/planning/strategy/base-plan";
import { prepare } from "@alva/planning/strategy/facts";
import { draftDirectives } from "@alva/planning/drafts/directives";
import { describe, expect, test } from "vitest";
import { ownProfile } from "./own-profile.ts";
import { owner } from "./testing/database.ts";
import { callbackPath, deliver } from "./testing/delivery.ts";
import { deliverDraft } from "./testing/draft-reports.ts";
import { newPerson } from "./testing/person.ts";
import { base64, clientProfile, readyPlan } from "./testing/ready-plan.ts";
import { stepReport } from "./testing/step-reports.ts";

const profile = ownProfile("00000000-0000-4000-8000-000000000001", clientProfile);
const facts = prepare(profile, "2026-11-02T09:00:00.000Z");
const context = { facts, profile, plan: baseCustomPlan(facts, profile) };

/** An answer as a model gives it that was talked into repeating its instructions. */
const echoes: Readonly<Record<string, (good: string, instructions: string) => string>> = {
  "the instructions alone": (_good, instructions) => instructions,
  "a good answer with them in a note": (good, instructions) =>
    JSON.stringify({
      ...JSON.parse(good),
      revision_notes: [instructions.slice(instructions.indexOf(canary)).slice(0, 150)],
    }),
  "a good answer with the mark in capitals": (good) =>
    JSON.stringify({ ...JSON.parse(good), revision_notes: [canary.toUpperCase()] }),
  "a good answer with the mark in escapes": (good) =>
    JSON.stringify({ ...JSON.parse(good), revision_notes: ["MARK"] }).replace(
      "MARK",
      canary.replace("k", "\\u006b"),
    ),
};

function echoOf(step: PlanStep, echo: keyof typeof echoes): string {
  const request = step === "strategy" ? strategyRequest(context) : moduleRequest(step, context);
  const instructions = request.messages[0]?.content ?? "";
  expect(instructions).toContain(canary);
  const content = echoes[echo]?.(answerOffline(request) ?? "", instructions);
  const completion = { model: "test", choices: [{ finish_reason: "stop", message: { content } }] };
  return JSON.stringify({
    sourceMessageId: "msg_test",
    status: 200,
    body: base64(JSON.stringify(completion)),
    sourceBody: base64(JSON.stringify(request)),
  });
}

describe.each(planSteps)("of the answer to %s", (step) => {
  test.each(Object.keys(echoes))(
    "nothing is kept when it is %s, and the model is asked again",
    async (echo) => {
      const { api } = await newPerson();
      const { id: plan } = await api.generatePlan({ clientProfile }, { idempotencyKey: crypto.randomUUID() });
      if (step !== "strategy") {
        await deliver(callbackPath({ plan, step: "strategy", attempt: 1 }), stepReport("strategy", "good"));
        // Whatever the strategy decided, this module is being asked for.
        await owner`update app.plan_steps set state = 'working', attempt = 1, due_at = now()
        where plan_id = ${plan} and step = ${step}::app.plan_step`;
      }
      await deliver(callbackPath({ plan, step, attempt: 1 }), echoOf(step, echo));
      const { steps } = await api.getPlanStatus(plan);
      expect(steps.find((one) => one.step === step)).toMatchObject({ state: "retrying", attempt: 2 });
      const stored = await owner`
      select p.*, (select jsonb_agg(to_jsonb(s)) from app.plan_steps s where s.plan_id = p.id) as steps,
        (select jsonb_agg(e.event) from app.plan_events e where e.plan_id = p.id) as events,
        (select jsonb_agg(to_jsonb(m)) from app.model_attempts m where m.plan_id = p.id) as attempts
      from app.plans p where p.id = ${plan}`;
      expect(JSON.stringify(stored).toLowerCase()).not.toContain(canary.slice(1));
    },
  );
});

const mail = {
  format: "email",
  subject: "Your first service",
  preview: "What to expect",
  body: "We ring an hour before we come.",
};

const mailEchoes: readonly [string, string][] = [
  ["the instructions alone", draftDirectives("email")],
  ["a good mail with them in its body", JSON.stringify({ ...mail, body: draftDirectives("email") })],
  ["a good mail with the mark in capitals", JSON.stringify({ ...mail, subject: canary.toUpperCase() })],
  [
    "a good mail with the mark in escapes",
    JSON.stringify({ ...mail, preview: "MARK" }).replace("MARK", canary.replace("k", "\\u006b")),
  ],
  ["a mail with the mark as a field", JSON.stringify({ ...mail, [canary]: 1 })],
];

async function newDraft() {
  const person = await newPerson();
  await readyPlan(person);
  const { items } = await person.api.listTasks({ limit: 200 });
  const task = items.find(({ title }) => /welcome e-mail/i.test(title))?.id ?? "";
  const { id } = await person.api.askForDraft(task, { operation_id: crypto.randomUUID() });
  return { id, api: person.api };
}

async function storedOf(id: string): Promise<string> {
  return JSON.stringify(await owner`select * from app.drafts where id = ${id}`).toLowerCase();
}

describe("of the answer to a draft", () => {
  test.each(mailEchoes)(
    "nothing is kept when it is %s, and the model is asked again",
    async (_what, text) => {
      const { id, api } = await newDraft();
      await deliverDraft(id, 1, { text });
      expect(await api.getDraft(id)).toMatchObject({ state: "retrying", attempt: 2, content: null });
      expect(await storedOf(id)).not.toContain(canary.slice(1));
    },
  );

  test("that was to mend one, what there was before is shown", async () => {
    const { id, api } = await newDraft();
    await deliverDraft(id, 1, { text: JSON.stringify({ ...mail, body: "Call the 4,000 homes." }) });
    expect((await api.getDraft(id)).state).toBe("fixing");
    await deliverDraft(id, 2, { text: JSON.stringify({ ...mail, body: canary }) });
    expect(await api.getDraft(id)).toMatchObject({
      state: "ready",
      content: { body: "Call the 4,000 homes." },
    });
    expect(await storedOf(id)).not.toContain(canary.slice(1));
  });
});
