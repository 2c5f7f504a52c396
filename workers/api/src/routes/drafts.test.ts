import { expectProblem } from "@alva/http/testing/expect-problem";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { deliverDraft } from "../testing/draft-reports.ts";
import {
  type Drafter,
  newDrafter,
  operation,
  type Person,
  personWithPlan,
  taskOf,
} from "../testing/drafter.ts";
import { newPerson, send } from "../testing/person.ts";

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
    const { api } = await personWithPlan();
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
    const busy = await personWithPlan();
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
    const busy = await personWithPlan();
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
    const spender = await personWithPlan();
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
    const lister = await personWithPlan();
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
