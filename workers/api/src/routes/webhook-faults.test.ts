import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { Endpoint } from "@alva/contracts/endpoint";
import { type PlanStep, planSteps } from "@alva/contracts/plan";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { afterEach, describe, expect, test, vi } from "vitest";
import { accessToken } from "../testing/access-token.ts";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { callbackPath, deliver } from "../testing/delivery.ts";
import { addFault, bringBack } from "../testing/faults.ts";
import { newPerson, send } from "../testing/person.ts";
import { readPlanRecord } from "../testing/plan-record.ts";
import { clientProfile } from "../testing/ready-plan.ts";
import { stepReport } from "../testing/step-reports.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await bringBack();
});

const webhooks = Object.values<Endpoint>(apiEndpoints).filter(({ access }) => access === "qstash_signature");

/** A plan in which this step is being asked. */
async function planAsking(step: PlanStep): Promise<string> {
  const { api } = await newPerson();
  const { id: plan } = await api.generatePlan({ clientProfile }, { idempotencyKey: crypto.randomUUID() });
  if (step === "strategy") return plan;
  await deliver(callbackPath({ plan, step: "strategy", attempt: 1 }), stepReport("strategy", "good"));
  // Whatever the strategy decided, this module is being asked for.
  await owner`update app.plan_steps set state = 'working', attempt = 1, due_at = now()
    where plan_id = ${plan} and step = ${step}::app.plan_step`;
  return plan;
}

function post(path: string, headers: Record<string, string>, body: string): Promise<Response> {
  return send(path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body });
}

describe.each(webhooks)("$path", ({ path }) => {
  const body = JSON.stringify({ status: 200, sourceMessageId: "never parsed" });
  // Signed by an unknown key: well formed, and it says nothing of ours.
  const foreign =
    `${btoa('{"alg":"HS256"}')}.${btoa('{"iss":"Upstash"}')}.${btoa("0".repeat(32))}`.replaceAll("=", "");

  test.each<[string, Record<string, string>]>([
    ["no signature", {}],
    ["an empty one", { "Upstash-Signature": "" }],
    ["junk", { "Upstash-Signature": "junk" }],
    ["a well-formed one of nobody", { "Upstash-Signature": foreign }],
    [
      "the headers of QStash alone",
      { "Upstash-Message-Id": "msg_1", "Upstash-Retried": "0", "Upstash-Region": "EU_CENTRAL_1" },
    ],
    ["QStash's address as its sender", { "CF-Connecting-IP": "52.59.10.1", "X-Forwarded-For": "52.59.10.1" }],
  ])("refuses %s before it reads the body as JSON or asks anybody anything", async (_, headers) => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const fetch = vi.spyOn(globalThis, "fetch");
    const parse = vi.spyOn(JSON, "parse");
    const answer = await post(path, headers, body);
    expect(fetch).not.toHaveBeenCalled();
    expect(parse.mock.calls.filter(([text]) => text === body)).toEqual([]);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('"event":"signature_refused"')]]);
    parse.mockRestore();
    await expectProblem(answer, "signature_invalid");
  });

  test("refuses a person's token", async () => {
    const token = await accessToken(crypto.randomUUID());
    await expectProblem(await post(path, { Authorization: `Bearer ${token}` }, body), "signature_invalid");
  });

  test.each([
    ["a byte", (text: string) => text.replace("never", "newer")],
    ["its spaces", (text: string) => JSON.stringify(JSON.parse(text), null, 1)],
    ["the order of its members", () => JSON.stringify({ sourceMessageId: "never parsed", status: 200 })],
  ])("refuses a body of which %s was changed, and tells no hash", async (_, change) => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const sent = change(body);
    const answer = await deliver(path, sent, { signedBody: body });
    const said = `${await answer.clone().text()} ${JSON.stringify(warn.mock.calls)}`;
    for (const text of [body, sent]) {
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
      const base64 = btoa(String.fromCharCode(...hash)).slice(0, 40);
      expect(said).not.toContain(base64);
      expect(said).not.toContain(base64.replaceAll("+", "-").replaceAll("/", "_"));
    }
    await expectProblem(answer, "signature_invalid");
  });
});

test("a person's address takes no signature of QStash in place of a token", async () => {
  await expectProblem(await deliver("/plans/generate", "{}"), "access_token_missing");
});

describe.each(planSteps)("of %s", (step) => {
  test("success and failure at the same moment, by both addresses, give one state that stays", async () => {
    const plan = await planAsking(step);
    const address = { plan, step, attempt: 1 };
    const both = [
      () => deliver(callbackPath(address), stepReport(step, "good")),
      () => deliver(callbackPath(address, "step-failed"), stepReport(step, "refused")),
    ];
    const answers = await Promise.all(both.map((one) => one()));
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    const first = await readPlanRecord(plan);
    expect(first.events.filter(({ event }) => event.step === step)).toHaveLength(1);
    const stateOf = (record: typeof first) => record.steps.find((one) => one.step === step);
    expect(["done", "template"]).toContain(stateOf(first)?.state);
    for (const one of both) await one();
    expect(stateOf(await readPlanRecord(plan))).toEqual(stateOf(first));
  });
});

test("a delivery while the database is down is asked for again, and then has its effect once", async () => {
  const plan = await planAsking("strategy");
  const path = callbackPath({ plan, step: "strategy", attempt: 1 });
  await addFault(bindings.NEON_URL, { kind: "status", status: 500 });
  const refused = await deliver(path, stepReport("strategy", "good"));
  await expectProblem(refused, "dependency_unavailable");
  expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
  for (let times = 0; times < 2; times += 1) {
    expect((await deliver(path, stepReport("strategy", "good"))).status).toBe(204);
  }
  const { events } = await readPlanRecord(plan);
  expect(events.filter(({ event }) => event.step === "strategy")).toHaveLength(1);
});

test("a delivery for a plan that there is not is taken, writes nothing and is told of", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const plan = crypto.randomUUID();
  const answer = await deliver(
    callbackPath({ plan, step: "strategy", attempt: 1 }),
    stepReport("strategy", "good"),
  );
  expect(answer.status).toBe(204);
  const rows = await owner`
    select plan_id from app.plan_steps where plan_id = ${plan}
    union all select plan_id from app.plan_events where plan_id = ${plan}`;
  expect(rows).toEqual([]);
  const event = expect.stringContaining('"event":"delivery_for_unknown_plan"');
  expect(warn.mock.calls).toEqual([[event]]);
});

describe.each([
  ["a plan", "/plans/generate", {}],
  ["a text", "/tasks/tsk_0123456789/draft", { operation_id: crypto.randomUUID() }],
])("who asks for %s", (_job, path, wish) => {
  test.each(["callback", "callbackUrl", "callback_url", "failureCallback", "webhook", "url"])(
    "may not name by %s where the answer goes",
    async (name) => {
      const { token } = await newPerson();
      const fetch = vi.spyOn(globalThis, "fetch");
      const answer = await post(
        path,
        { Authorization: `Bearer ${token}`, "Idempotency-Key": crypto.randomUUID() },
        JSON.stringify({ ...wish, [name]: "https://attacker.example/" }),
      );
      await expectProblem(answer, "validation_failed");
      const asked = fetch.mock.calls.map(([input]) => new Request(input).url);
      expect(asked.filter((url) => url.startsWith(bindings.QSTASH_URL))).toEqual([]);
    },
  );
});
