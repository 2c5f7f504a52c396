import type { DraftAddress } from "@alva/contracts/draft";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createPorts } from "../ports.ts";
import { readConfig } from "../config.ts";
import { sweepDrafts } from "../draft-run.ts";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { deliver } from "../testing/delivery.ts";
import { deliverDraft, draftPath, draftReport, type Report } from "../testing/draft-reports.ts";
import { breakZone } from "../testing/break-zone.ts";
import { addFault, bringBack } from "../testing/faults.ts";
import { newPerson, send } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

const operation = () => ({ operation_id: crypto.randomUUID() });
type Person = Awaited<ReturnType<typeof newPerson>>;

async function taskOf({ api }: Person, title: RegExp): Promise<string> {
  const { items } = await api.listTasks({ limit: 200 });
  const task = items.find((one) => title.test(one.title));
  if (!task) throw new Error(`no task like ${title.source}`);
  return task.id;
}

async function planner(): Promise<Person> {
  const person = await newPerson();
  await readyPlan(person);
  return person;
}

let person: Person;
let welcome: string;
beforeAll(async () => {
  person = await planner();
  welcome = await taskOf(person, /welcome e-mail/i);
});

// Each test has drafts of its own; the day's limit and who else is being written are not what it is about.
beforeEach(async () => {
  await owner`
    update app.drafts set created_at = now() - interval '2 days', state = 'cancelled'
    where user_id = ${person.id}`;
});

const newDraft = () => person.api.askForDraft(welcome, operation());

const badMail = JSON.stringify({
  format: "email",
  subject: "Act now before it's too late",
  preview: "One thing",
  body: "See https://other-site.example.net for 4,000 homes.",
});

async function tokensOf(userId: string): Promise<unknown> {
  const [row] = await owner`
    select prompt_tokens, completion_tokens from app.model_usage where user_id = ${userId}`;
  return row;
}

describe("asking for a draft", () => {
  test("answers at once, and the model's answer makes it ready with its checks", async () => {
    const asked = await newDraft();
    expect(asked).toMatchObject({ task_id: welcome, kind: "text", attempt: 1, content: null, checks: [] });
    expect((await person.api.getDraft(asked.id)).state).toBe("working");
    expect((await deliverDraft(asked.id, 1)).status).toBe(204);
    const draft = await person.api.getDraft(asked.id);
    expect(draft).toMatchObject({ state: "ready", content: { format: "email" }, reason: null });
    expect(draft.checks.map(({ rule }) => rule)).toContain("banned_words");
    expect(draft.checks.every(({ ok }) => ok)).toBe(true);
  });

  test("twenty times with one operation begins one draft", async () => {
    const once = operation();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => person.api.askForDraft(welcome, once)),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const rows = await owner`select count(*)::int as times from app.drafts where id = ${answers[0]?.id}`;
    expect(rows).toEqual([{ times: 1 }]);
  });

  test("with an operation of another request is refused", async () => {
    const once = operation();
    await person.api.askForDraft(welcome, once);
    await expect(person.api.askForDraft(welcome, { ...once, kind: "outline" })).rejects.toMatchObject({
      code: "idempotency_key_reused",
    });
  });

  test("chooses by the task: a post for writing one, a text elsewhere, and what was asked for before both", async () => {
    const write = await taskOf(person, /^write .*post/i);
    expect((await person.api.askForDraft(write, operation())).kind).toBe("post");
    expect((await person.api.askForDraft(write, { ...operation(), kind: "outline" })).kind).toBe("outline");
  });

  test("for another person's task finds nothing, and so does reading, editing or stopping their draft", async () => {
    const { api } = await planner();
    const stranger = await newPerson();
    const draft = await newDraft();
    const attempts = [
      () => stranger.api.askForDraft(welcome, operation()),
      () => stranger.api.listDrafts(welcome),
      () => api.getDraft(draft.id),
      () => api.editDraft(draft.id, { edited_text: "mine" }),
      () => api.cancelDraft(draft.id),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  });

  test("is refused for the day after thirty, until the first of them is a day old", async () => {
    const busy = await planner();
    const task = await taskOf(busy, /welcome e-mail/i);
    await owner`
      insert into app.drafts (user_id, task_id, kind, state, input, created_at)
      select ${busy.id}, ${task}, 'text', 'failed', '{}', now() - interval '23 hours' from generate_series(1, 29)`;
    const [first, second] = await Promise.allSettled([
      busy.api.askForDraft(task, operation()),
      busy.api.askForDraft(task, operation()),
    ]);
    expect([first.status, second.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    const refused = await askRaw(busy, task);
    await expectProblem(refused, "quota_exceeded");
    const wait = Number(refused.headers.get("Retry-After"));
    expect(wait > 3000 && wait <= 3602).toBe(true);
    await owner`update app.drafts set created_at = created_at - interval '2 hours' where user_id = ${busy.id}`;
    expect((await askRaw(busy, task)).status).toBe(202);
  });

  test("begins two at the same moment, whatever many are asked for, and another when one of them is done", async () => {
    const busy = await planner();
    const task = await taskOf(busy, /welcome e-mail/i);
    const operations = Array.from({ length: 6 }, operation);
    const asked = await Promise.allSettled(operations.map((one) => busy.api.askForDraft(task, one)));
    const begun = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value.id] : []));
    expect(begun).toHaveLength(2);
    const refused = await askRaw(busy, task);
    await expectProblem(refused, "quota_exceeded");
    expect(refused.headers.get("Retry-After")).toBe("31");
    const again = operations[asked.findIndex(({ status }) => status === "fulfilled")] ?? operation();
    expect(begun, "a repetition begins nothing").toContain((await busy.api.askForDraft(task, again)).id);
    await deliverDraft(begun[0] ?? "", 1);
    expect((await askRaw(busy, task)).status).toBe(202);
    expect((await askRaw(busy, task)).status).toBe(429);
  });

  test("is refused once the day's tokens are used up, and a repetition of an earlier one is not", async () => {
    const spender = await planner();
    const task = await taskOf(spender, /welcome e-mail/i);
    const once = operation();
    await spender.api.askForDraft(task, once);
    await owner`
      insert into app.model_usage (user_id, day, prompt_tokens, completion_tokens)
      values (${spender.id}, (now() at time zone 'UTC')::date, 399000, 1000)`;
    const refused = await askRaw(spender, task);
    await expectProblem(refused, "quota_exceeded");
    expect(Number(refused.headers.get("Retry-After"))).toBeLessThanOrEqual(86_401);
    expect((await spender.api.askForDraft(task, once)).task_id).toBe(task);
    await owner`update app.model_usage set prompt_tokens = 398999 where user_id = ${spender.id}`;
    expect((await askRaw(spender, task)).status).toBe(202);
  });
});

function askRaw({ token }: Person, task: string): Promise<Response> {
  return send(`/tasks/${task}/draft`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(operation()),
  });
}

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

describe("a delivery", () => {
  test("counts once when twenty copies come at the same moment, and so do its tokens", async () => {
    const racer = await planner();
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

const refuseBatches = (times: number) =>
  addFault(bindings.QSTASH_URL, { kind: "status", status: 503, path: "/v2/batch", times });

/** A draft whose background work failed because QStash was away. */
async function draftDuringOutage(): Promise<string> {
  await refuseBatches(2);
  await newDraft().catch(() => undefined);
  await bringBack();
  const [draft] = (await person.api.listDrafts(welcome)).items;
  return draft?.id ?? "";
}

describe("the sweep", () => {
  const ports = createPorts(readConfig({ ...bindings }));

  /** What QStash's client and the sweep say of what was away or broken. */
  const complaints: string[] = [];
  beforeEach(() => {
    complaints.length = 0;
    vi.spyOn(console, "error").mockImplementation((line: string) => void complaints.push(line));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await bringBack();
  });

  async function sweepAfter(id: string, seconds: number) {
    await owner`
      update app.drafts set state = case state when 'working' then 'queued' else state end,
        due_at = now() - make_interval(secs => ${seconds}) where id = ${id}`;
    const published: DraftAddress[] = [];
    await sweepDrafts({
      ...ports,
      async publishDrafts(messages) {
        published.push(...messages.map(({ address }) => address));
        return ports.publishDrafts(messages);
      },
    });
    return published.flatMap(({ draft, attempt }) => (draft === id ? [attempt] : []));
  }

  test("sends a message again that was never sent", async () => {
    const { id } = await newDraft();
    expect(await sweepAfter(id, 25)).toEqual([1]);
    expect(await person.api.getDraft(id)).toMatchObject({ state: "working", attempt: 1 });
  });

  test("counts an attempt that was never answered as failed, three times", async () => {
    const { id } = await newDraft();
    expect(await sweepAfter(id, 100)).toEqual([1, 2]);
    expect(await sweepAfter(id, 100)).toEqual([2, 3]);
    expect(await sweepAfter(id, 100)).toEqual([3]);
    expect(await person.api.getDraft(id)).toMatchObject({ state: "failed", reason: "No answer came." });
  });

  test("counts no attempt that QStash did not take, and gives it its whole time once it did", async () => {
    const id = await draftDuringOutage();
    await refuseBatches(100);
    for (const seconds of [100, 200]) {
      await expect(sweepAfter(id, seconds)).rejects.toMatchObject({ name: "QstashError" });
    }
    await bringBack();
    expect(await sweepAfter(id, 300)).toEqual([1]);
    const [row] = await owner`select state, attempt, due_at > now() - interval '20 seconds' as begins_now
      from app.drafts where id = ${id}`;
    expect(row).toEqual({ state: "working", attempt: 1, begins_now: true });
  });

  test("gives up on a draft that QStash did not take for six hours", async () => {
    const id = await draftDuringOutage();
    await owner`update app.drafts set created_at = now() - interval '6 hours 1 second' where id = ${id}`;
    expect(await sweepAfter(id, 100)).toEqual([]);
    expect(await person.api.getDraft(id)).toMatchObject({ state: "failed", attempt: 1 });
  });

  test("ends a draft whose row cannot be read, and carries on the others", async () => {
    const [broken, whole] = [await newDraft(), await newDraft()];
    await owner`update app.drafts set input = '{}', due_at = now() - interval '1 hour' where id = ${broken.id}`;
    expect(await sweepAfter(whole.id, 25)).toEqual([1]);
    expect(complaints).toEqual([expect.stringContaining(broken.id)]);
    expect((await person.api.getDraft(broken.id)).state).toBe("failed");
  });

  test("ends a draft of which no message can be made, and carries on the others", async () => {
    const [broken, whole] = [await newDraft(), await newDraft()];
    const zone = "Pacific/Chatham";
    await owner`update app.drafts set due_at = now() - interval '1 hour', input = input || jsonb_build_object(
      'artifacts', null, 'task', (input -> 'task') || '{"channel":"social","tags":[]}',
      'profile', jsonb_set(input -> 'profile', '{user_profile,timezone}', to_jsonb(${zone}::text)))
      where id = ${broken.id}`;
    breakZone(zone);
    expect(await sweepAfter(whole.id, 25)).toEqual([1]);
    expect(complaints).toEqual([expect.stringContaining(broken.id)]);
    expect((await person.api.getDraft(broken.id)).state).toBe("failed");
  });

  test("gives up on the others when the database fails for one of them", async () => {
    const late = [await newDraft(), await newDraft()].map(({ id }) => id);
    await owner`update app.drafts set due_at = now() - interval '100 seconds' where id = any (${late})`;
    await sweepDrafts({
      ...ports,
      async isModelBusy() {
        // What follows is one statement for each.
        await addFault(bindings.NEON_URL, { kind: "status", status: 500 });
        return false;
      },
    });
    const attempts = await Promise.all(late.map(async (id) => (await person.api.getDraft(id)).attempt));
    expect(new Set(attempts)).toEqual(new Set([1, 2]));
    expect(complaints).toEqual([expect.stringMatching(/"sweep_failed","part":"drafts"/)]);
  });

  test("leaves alone what waits, and what is finished", async () => {
    const { id } = await newDraft();
    expect(await sweepAfter(id, 10)).toEqual([]);
    await person.api.cancelDraft(id);
    expect(await sweepAfter(id, 100)).toEqual([]);
  });
});

describe("a ready draft", () => {
  test("keeps the owner's version beside its own, until it is taken away", async () => {
    const { id } = await newDraft();
    await expect(person.api.editDraft(id, { edited_text: "Too early" })).rejects.toMatchObject({
      code: "state_conflict",
    });
    await deliverDraft(id, 1);
    const { content } = await person.api.getDraft(id);
    const edited = await person.api.editDraft(id, { edited_text: "Hello,\n\nmine." });
    expect(edited).toMatchObject({ content, edited_text: "Hello,\n\nmine." });
    expect((await person.api.editDraft(id, { edited_text: "" })).edited_text).toBeNull();
    await expect(person.api.cancelDraft(id)).rejects.toMatchObject({ code: "state_conflict" });
  });

  test("is not sent again to who has it, and is after a change", async () => {
    const { id } = await newDraft();
    const read = (tag = "") =>
      send(`/drafts/${id}`, { headers: { Authorization: `Bearer ${person.token}`, "If-None-Match": tag } });
    const tag = (await read()).headers.get("ETag") ?? "";
    expect((await read(tag)).status).toBe(304);
    await deliverDraft(id, 1);
    expect((await read(tag)).status).toBe(200);
  });

  test("is listed with the others of its task, the newest first, page by page", async () => {
    const lister = await planner();
    const task = await taskOf(lister, /welcome e-mail/i);
    expect(await lister.api.listDrafts(task)).toEqual({ items: [], next_cursor: null });
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const { id } = await lister.api.askForDraft(task, operation());
      await lister.api.cancelDraft(id);
      ids.unshift(id);
    }
    const first = await lister.api.listDrafts(task, { limit: 3 });
    const rest = await lister.api.listDrafts(task, { limit: 3, cursor: first.next_cursor ?? "" });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
    expect(rest.next_cursor).toBeNull();
  });
});
