import { expectProblem } from "@alva/http/testing/expect-problem";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { deliver } from "../testing/delivery.ts";
import { deliverDraft, draftPath, draftReport, type Report } from "../testing/draft-reports.ts";
import {
  badMail,
  type Drafter,
  newDrafter,
  operation,
  type Person,
  personWithPlan,
  taskOf,
} from "../testing/drafter.ts";
import { send } from "../testing/person.ts";

let person: Person;
let welcome: string;
let newDraft: Drafter["newDraft"];
let leaveDraftsBehind: Drafter["leaveDraftsBehind"];
beforeAll(async () => {
  ({ person, welcome, newDraft, leaveDraftsBehind } = await newDrafter());
});
// Each test has drafts of its own; the day's limit and who else is being written are not what it is about.
beforeEach(async () => {
  await leaveDraftsBehind();
});

describe("a draft that fails a check", () => {
  test("is mended by one more call, which carries it and what failed", async () => {
    const { id } = await newDraft();
    await deliverDraft(id, 1, { text: badMail });
    expect(await person.api.getDraft(id)).toMatchObject({ state: "fixing", attempt: 2, content: null });
    const [row] = await owner`select messages from app.drafts where id = ${id}`;
    expect(row?.["messages"]).toEqual([
      expect.stringMatching(/^banned_words/),
      expect.stringMatching(/^own_links/),
      expect.stringMatching(/^please_confirm/),
    ]);
    await deliverDraft(id, 2);
    const draft = await person.api.getDraft(id);
    expect(draft.state).toBe("ready");
    expect(draft.checks.every(({ ok }) => ok)).toBe(true);
  });

  test.each<[string, Report]>([
    ["mended no better", { text: badMail }],
    ["mended into something else", { text: "{}" }],
    ["refused the second time", { instead: { status: 503 } }],
  ])("and is %s is shown with what failed", async (_what, report) => {
    const { id } = await newDraft();
    await deliverDraft(id, 1, { text: badMail });
    await deliverDraft(id, 2, report);
    const { state, content, checks } = await person.api.getDraft(id);
    expect({ state, content }).toMatchObject({ state: "ready", content: { preview: "One thing" } });
    expect(checks.flatMap(({ ok, rule }) => (ok ? [] : [rule]))).toEqual([
      "banned_words",
      "own_links",
      "please_confirm",
    ]);
  });
});

async function tokensOf(userId: string): Promise<unknown> {
  const [row] = await owner`
    select prompt_tokens, completion_tokens from app.model_usage where user_id = ${userId}`;
  return row;
}

describe("a delivery", () => {
  test("counts once when twenty copies come at the same moment, and so do its tokens", async () => {
    const racer = await personWithPlan();
    const { id } = await racer.api.askForDraft(await taskOf(racer, /welcome e-mail/i), operation());
    const report = await draftReport(id, { text: badMail });
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(draftPath(id, 1), report)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await racer.api.getDraft(id)).toMatchObject({ state: "fixing", attempt: 2 });
    expect(await tokensOf(racer.id)).toEqual({ prompt_tokens: 1000, completion_tokens: 200 });
    await deliverDraft(id, 2);
    expect(await tokensOf(racer.id)).toEqual({ prompt_tokens: 2000, completion_tokens: 400 });
  });

  test("of success and of failure at once gives one state that stays", async () => {
    const { id } = await newDraft();
    const [good, bad] = [await draftReport(id), await draftReport(id, { instead: { status: 401 } })];
    await Promise.all([deliver(draftPath(id, 1), good), deliver(draftPath(id, 1, "draft-failed"), bad)]);
    const { state } = await person.api.getDraft(id);
    expect(["ready", "failed"]).toContain(state);
    await deliver(draftPath(id, 1), state === "ready" ? bad : good);
    expect((await person.api.getDraft(id)).state).toBe(state);
  });

  test.each<[string, Report, object]>([
    ["no JSON", { text: "nonsense" }, { state: "retrying", attempt: 2 }],
    ["JSON of another form", { text: '{"format":"song"}' }, { state: "retrying", attempt: 2 }],
    [
      "an answer cut off",
      { finish_reason: "length" },
      { state: "retrying", reason: expect.stringContaining("cut off") },
    ],
    [
      "a model that declines",
      { refusal: "No." },
      { state: "retrying", reason: expect.stringContaining("declined") },
    ],
    ["a busy service", { instead: { status: 503 } }, { state: "retrying", attempt: 2 }],
    [
      "no answer in time",
      { instead: { status: -1 } },
      { state: "retrying", reason: expect.stringContaining("in time") },
    ],
    [
      "junk instead of a completion",
      { instead: { status: 200, body: "!!!" } },
      { state: "retrying", attempt: 2 },
    ],
    [
      "a spent quota",
      { instead: { status: 429, body: btoa('{"error":{"code":"insufficient_quota"}}') } },
      { state: "failed", attempt: 1, reason: expect.stringContaining("refused") },
    ],
    ["a wrong key", { instead: { status: 401 } }, { state: "failed", attempt: 1 }],
  ])("with %s leads to the state that fits", async (_fault, report, expected) => {
    const { id } = await newDraft();
    expect((await deliverDraft(id, 1, report)).status).toBe(204);
    expect(await person.api.getDraft(id)).toMatchObject(expected);
  });

  test("waits 2 and 8 seconds between attempts, longer if the service says so, and fails after three", async () => {
    const { id } = await newDraft();
    const waits: number[] = [];
    const busy = { instead: { status: 503 } };
    const asked = { instead: { status: 503, header: { "Retry-After": ["20"] } } };
    for (const [attempt, report] of [busy, asked].entries()) {
      await deliverDraft(id, attempt + 1, report);
      const [row] = await owner`
        select extract(epoch from due_at - updated_at)::float8 as wait from app.drafts where id = ${id}`;
      waits.push(Number(row?.["wait"]));
    }
    expect(waits).toEqual([2, 20]);
    await deliverDraft(id, 3, busy);
    expect(await person.api.getDraft(id)).toMatchObject({ state: "failed", attempt: 3, content: null });
    expect(await person.api.askForDraft(welcome, operation())).toMatchObject({ attempt: 1 });
  });

  test("of a busy service puts the attempt off, once for each message, and counts it when five minutes are over", async () => {
    const { id } = await newDraft();
    const report = await draftReport(id, { instead: { status: 429, header: { "retry-after": ["20"] } } });
    const first = draftPath(id, 1);
    await Promise.all([first, first, first].map((path) => deliver(path, report)));
    await deliver(`${first}&waits=1`, report);
    await deliver(first, await draftReport(id));
    expect(await person.api.getDraft(id)).toMatchObject({ state: "retrying", attempt: 1, content: null });
    const [row] = await owner`select waits, round(extract(epoch from due_at - updated_at)) as wait
      from app.drafts where id = ${id}`;
    expect(row).toEqual({ waits: 2, wait: "20" });
    await owner`update app.drafts set created_at = created_at - interval '290 seconds' where id = ${id}`;
    await deliver(`${first}&waits=2`, report);
    expect(await person.api.getDraft(id)).toMatchObject({ state: "retrying", attempt: 2 });
    await deliverDraft(id, 2);
    expect((await person.api.getDraft(id)).state).toBe("ready");
  });

  test("sends what was wrong along with the next attempt", async () => {
    const { id } = await newDraft();
    await deliverDraft(id, 1, { text: '{"format":"email"}' });
    const [row] = await owner`select messages from app.drafts where id = ${id}`;
    expect(row?.["messages"]).toContainEqual(expect.stringMatching(/^subject: /));
  });

  test("of an attempt that is over or has not begun, or for no draft at all, changes nothing", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const { id } = await newDraft();
    const first = await draftReport(id);
    await deliverDraft(id, 1, { instead: { status: 503 } });
    const before = await person.api.getDraft(id);
    for (const path of [draftPath(id, 1), draftPath(id, 3), draftPath(crypto.randomUUID(), 1)]) {
      expect((await deliver(path, first)).status).toBe(204);
    }
    expect(await person.api.getDraft(id)).toEqual(before);
    expect(warn.mock.calls, "one of them is told of").toEqual([
      [expect.stringContaining("delivery_for_unknown_draft")],
    ]);
    warn.mockRestore();
  });

  test("after the owner has stopped the draft changes nothing", async () => {
    const { id } = await newDraft();
    const report = await draftReport(id);
    expect(await person.api.cancelDraft(id)).toMatchObject({ state: "cancelled" });
    expect(await person.api.cancelDraft(id)).toMatchObject({ state: "cancelled" });
    await deliver(draftPath(id, 1), report);
    expect(await person.api.getDraft(id)).toMatchObject({ state: "cancelled", content: null });
  });

  test("whose body is five megabytes is taken, and its attempt failed", async () => {
    const { id } = await newDraft();
    expect((await deliverDraft(id, 1, { text: "x".repeat(5_000_000) })).status).toBe(204);
    expect(await person.api.getDraft(id)).toMatchObject({ attempt: 2, reason: "The answer was too large." });
  });

  test("is refused unsigned, signed for another address, or without a request of ours", async () => {
    const { id } = await newDraft();
    const report = await draftReport(id);
    const path = draftPath(id, 1);
    const subject = `${bindings.WEBHOOK_ORIGIN}${draftPath(id, 2)}`;
    await expectProblem(await deliver(path, report, { subject }), "signature_invalid");
    const unsigned = { method: "POST", headers: { "Content-Type": "application/json" }, body: report };
    await expectProblem(await send(path, unsigned), "signature_invalid");
    const foreign = JSON.stringify({ sourceMessageId: "m", status: 200, sourceBody: btoa("{}") });
    await expectProblem(await deliver(path, foreign), "bad_request");
    expect((await person.api.getDraft(id)).state).toBe("working");
  });
});
