import { describe, expect, test, vi } from "vitest";
import { strategyRequest } from "@alva/planning/prompts/requests";
import { baseCustomPlan } from "@alva/planning/strategy/base-plan";
import { prepare } from "@alva/planning/strategy/facts";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { callbackPath, deliver } from "../testing/delivery.ts";
import { letTimePass } from "../testing/time.ts";
import { newPerson, send } from "../testing/person.ts";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { deliveryBytes } from "@alva/contracts/qstash";
import { base64, clientProfile } from "../testing/ready-plan.ts";

/** A plan whose strategy is being asked for, and QStash's report of a good answer to it. */
async function planWithAnswer(changes: { readonly headline?: string } = {}) {
  const { api, id: userId } = await newPerson();
  const { id: plan } = await api.generatePlan({ clientProfile }, { idempotencyKey: crypto.randomUUID() });
  const { profile, created_at } = await api.getPlan(plan);
  const facts = prepare(profile, created_at);
  const completion = {
    model: "test",
    usage: { prompt_tokens: 1000, completion_tokens: 20 },
    choices: [
      {
        finish_reason: "stop",
        message: { content: JSON.stringify({ ...baseCustomPlan(facts, profile), ...changes }) },
      },
    ],
  };
  const report = {
    sourceMessageId: "msg_test",
    status: 200,
    body: base64(JSON.stringify(completion)),
    sourceBody: base64(JSON.stringify(strategyRequest({ facts, profile }))),
    sourceHeader: { Authorization: ["Bearer sk-never-to-be-seen"] },
    maxRetries: 0,
  };
  return { api, userId, plan, report };
}

describe("a delivery is refused", () => {
  const path = callbackPath({ plan: crypto.randomUUID(), step: "strategy", attempt: 1 });
  const body = JSON.stringify({ sourceMessageId: "m", status: 200 });

  test.each([
    ["an unknown key", { key: "sig_unknown_unknown_unknown" }],
    ["another address of ours", { subject: `${bindings.WEBHOOK_ORIGIN}/webhooks/qstash/step-failed` }],
    ["other bytes", { signedBody: `${body} ` }],
    ["a time too long past", { shiftSeconds: -320 }],
    ["a time still to come", { shiftSeconds: 30 }],
  ])("when it was signed with or for %s", async (_fault, options) => {
    await expectProblem(await deliver(path, body, options), "signature_invalid");
  });

  test.each([
    ["no signature", undefined],
    ["an empty one", ""],
    ["junk", "junk"],
    ["a person's token", "Bearer x.y.z"],
  ])("when it carries %s", async (_fault, signature) => {
    const answer = await send(path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(signature === undefined ? {} : { "Upstash-Signature": signature }),
      },
      body,
    });
    await expectProblem(answer, "signature_invalid");
  });

  test("when it is larger than all that QStash delivers, before its signature is looked at", async () => {
    const large = JSON.stringify({ sourceMessageId: "m", status: 200, body: "x".repeat(deliveryBytes) });
    await expectProblem(await deliver(path, large), "body_too_large");
  });

  test("when its step or attempt does not exist", async () => {
    const odd = path.replace("strategy", "magic");
    await expectProblem(await deliver(odd, body), "validation_failed");
  });
});

describe("a delivery is taken", () => {
  test("when the next key signed it, and when the clocks differ by five seconds", async () => {
    const { plan, report } = await planWithAnswer();
    const path = callbackPath({ plan, step: "strategy", attempt: 1 });
    const options = { key: bindings.QSTASH_NEXT_SIGNING_KEY, shiftSeconds: 5 };
    expect((await deliver(path, JSON.stringify(report), options)).status).toBe(204);
  });

  test("once, when 50 copies come at the same moment", async () => {
    const { api, plan, report } = await planWithAnswer();
    const path = callbackPath({ plan, step: "strategy", attempt: 1 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => deliver(path, JSON.stringify(report))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    const rows = await owner`
      select count(*)::int as times from app.plan_events
      where plan_id = ${plan} and event ->> 'step' = 'strategy' and event ->> 'step_state' = 'done'`;
    expect(rows).toEqual([{ times: 1 }]);
    expect((await api.getPlan(plan)).custom_plan?.version).toBe("1.0");
  });

  test("with its tokens counted once for its person, a rejected answer's too, whose words are kept", async () => {
    const { userId, plan, report } = await planWithAnswer({ headline: "" });
    const path = callbackPath({ plan, step: "strategy", attempt: 1 });
    await Promise.all([1, 2, 3].map(() => deliver(path, JSON.stringify(report))));
    const usage = await owner`
      select prompt_tokens, completion_tokens, day = (now() at time zone 'UTC')::date as today
      from app.model_usage where user_id = ${userId}`;
    expect(usage).toEqual([{ prompt_tokens: 1000, completion_tokens: 20, today: true }]);
    const steps = await owner`select state, answer ->> 'model' as model from app.plan_steps
      where plan_id = ${plan} and step = 'strategy'`;
    expect(steps).toEqual([{ state: "retrying", model: "test" }]);
  });

  test("without the signs in it that no database stores", async () => {
    const { api, plan, report } = await planWithAnswer({ headline: "Steady\0 steps \ud800" });
    const path = callbackPath({ plan, step: "strategy", attempt: 1 });
    expect((await deliver(path, JSON.stringify(report))).status).toBe(204);
    expect((await api.getPlan(plan)).custom_plan?.headline).toBe("Steady steps \ufffd");
  });

  test.each([450_000, 1_000_000, 10_000_000])(
    "when its body has %i bytes, hashed by Web Crypto alone",
    async (bytes) => {
      const { plan, report } = await planWithAnswer();
      const padding = "x".repeat(bytes - JSON.stringify(report).length);
      const body = JSON.stringify({ ...report, padding });
      const digest = vi.spyOn(crypto.subtle, "digest");
      const path = callbackPath({ plan, step: "strategy", attempt: 1 });
      expect((await deliver(path, body)).status).toBe(204);
      // The test's own signature takes one, the worker's check the other.
      const hashed = digest.mock.calls.map(([, input]) => input.byteLength);
      digest.mockRestore();
      expect(hashed.filter((length) => length === body.length)).toHaveLength(2);
    },
  );

  test("when the model answered five megabytes, and its attempt failed; after three of them there are standard tasks", async () => {
    const { api, plan, report } = await planWithAnswer({ headline: "x".repeat(5_000_000) });
    for (const attempt of [1, 2, 3]) {
      const path = callbackPath({ plan, step: "strategy", attempt });
      expect((await deliver(path, JSON.stringify(report))).status).toBe(204);
      const [strategy] = (await api.getPlanStatus(plan)).steps;
      expect(strategy).toMatchObject({
        state: attempt === 3 ? "template" : "retrying",
        reason: "The answer was too large.",
      });
    }
  });

  test("of a busy service by putting the attempt off, once for each message, as long as a run may last", async () => {
    const { api, plan, report } = await planWithAnswer();
    const busy = { ...report, status: 429, body: "", header: { "Retry-After": ["20"] } };
    const at = (waits: number) => callbackPath({ plan, step: "strategy", attempt: 1, waits });
    const strategy = async () => (await api.getPlanStatus(plan)).steps[0];
    await Promise.all([0, 0, 0].map((waits) => deliver(at(waits), JSON.stringify(busy))));
    expect(await strategy()).toMatchObject({
      state: "retrying",
      attempt: 1,
      reason: "The model's service is busy.",
    });
    const [row] = await owner`
      select waits, due_at > now() + interval '15 seconds' as waits_long from app.plan_steps
      where plan_id = ${plan} and step = 'strategy'`;
    expect(row).toEqual({ waits: 1, waits_long: true });
    for (const waits of [1, 2, 3, 4]) await deliver(at(waits), JSON.stringify(busy));
    expect(await strategy(), "five messages, one attempt").toMatchObject({ state: "retrying", attempt: 1 });
    await deliver(at(3), JSON.stringify(report));
    expect(await strategy(), "an overtaken answer").toMatchObject({ state: "retrying", attempt: 1 });
    await letTimePass(plan, 290);
    await deliver(at(5), JSON.stringify(busy));
    expect(await strategy()).toMatchObject({ state: "retrying", attempt: 2 });
    const second = callbackPath({ plan, step: "strategy", attempt: 2 });
    await deliver(second, JSON.stringify(report));
    expect(await strategy()).toMatchObject({ state: "done" });
  });

  test("with one log line that names trace, plan, step and attempt", async () => {
    const { plan, report } = await planWithAnswer();
    const log = vi.spyOn(console, "log");
    await deliver(callbackPath({ plan, step: "strategy", attempt: 1 }), JSON.stringify(report));
    const lines = log.mock.calls.map(([line]): unknown => JSON.parse(String(line)));
    log.mockRestore();
    const trace_id = expect.stringMatching(/^[0-9a-f]{32}$/);
    expect(lines).toMatchObject([{ trace_id, plan, step: "strategy", attempt: 1, status: 204 }]);
  });

  test("and nothing of the provider's key is stored", async () => {
    const { plan, report } = await planWithAnswer();
    await deliver(callbackPath({ plan, step: "strategy", attempt: 1 }), JSON.stringify(report));
    const rows = await owner`select s.* from app.plan_steps s where s.plan_id = ${plan}`;
    expect(JSON.stringify(rows)).not.toContain("sk-never-to-be-seen");
  });

  test.each([
    ["an attempt that has not begun", 2],
    ["a plan that does not exist", 1],
  ])("and changes nothing when it answers %s", async (what, attempt) => {
    const { api, plan, report } = await planWithAnswer();
    const before = await api.getPlanStatus(plan);
    const addressed = what.startsWith("a plan") ? crypto.randomUUID() : plan;
    const path = callbackPath({ plan: addressed, step: "ppc", attempt });
    expect((await deliver(path, JSON.stringify(report))).status).toBe(204);
    expect((await api.getPlanStatus(plan)).steps).toEqual(before.steps);
  });
});
