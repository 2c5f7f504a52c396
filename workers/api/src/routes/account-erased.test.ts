import { accountErased } from "@alva/contracts/account-erased";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { deliver } from "../testing/delivery.ts";
import { newPerson, send } from "../testing/person.ts";
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

/** Someone with a profile of two versions, a plan with tasks, one of them changed, both calendar feeds, and a link to an export. */
async function settledPerson(): Promise<Person> {
  const person = await newPerson();
  await person.api.putProfile(clientProfile);
  await person.api.putProfile(clientProfile);
  const planId = await readyPlan(person);
  await person.api.logMeasure(planId, {
    operation_id: crypto.randomUUID(),
    measure: "Engagement",
    value: "12",
  });
  await person.api.putNotifications({
    plan_ready: true,
    daily_quick_win: false,
    weekly_pulse: false,
    resume_onboarding: false,
  });
  const [task] = (await person.api.listTasks({ limit: 1 })).items;
  await person.api.changeTask(task?.id ?? "", { operation_id: crypto.randomUUID(), pinned: true });
  await person.api.renewCalendarFeed();
  await person.api.renewCalendarFeed({ feed: "quick_wins" });
  await person.api.makeExportLink({ what: "plan", plan_id: planId, format: "pdf" });
  for (const [table, columns] of Object.entries(rest)) {
    await owner.query(`insert into app.${table} (user_id, ${columns.names}) values ($1, ${columns.values})`, [
      person.id,
    ]);
  }
  return person;
}

const anId = "gen_random_uuid()";
const aMessage = "(select id from app.chat_messages where user_id = $1)";
/** Rows of what this person has besides. */
const rest = {
  card_answers: { names: "card, answer, answered_at", values: "'1', '{}', now()" },
  uploads: { names: "id, name, content_type, bytes, sha256", values: `${anId}, '', '', 1, ''` },
  model_usage: { names: "day", values: "now()" },
  drafts: { names: "task_id, kind, state, input", values: "'', 'text', 'ready', '{}'" },
  chat_messages: { names: "id, role, parts", values: `${anId}, 'user', '[]'` },
  chat_proposals: { names: "id, message_id, kind, proposal", values: `${anId}, ${aMessage}, 'done', '{}'` },
  closing_accounts: { names: "closing, decided_at", values: "true, now()" },
  notices: { names: "kind, occasion, expires_at", values: "'plan_ready', '', now()" },
};

/** How many rows of each table are somebody's, in every table of the schema that names a person or a plan. */
async function rowsOf({ id }: Person): Promise<Record<string, number>> {
  const tables = await owner`
    select table_name as name, bool_or(column_name = 'user_id') as personal
    from information_schema.columns
    where table_schema = 'app' and column_name in ('user_id', 'plan_id') group by 1`;
  const counts: Record<string, number> = {};
  for (const { name, personal } of tables) {
    const whose = personal ? "user_id = $1" : "plan_id in (select id from app.plans where user_id = $1)";
    const [row] = await owner.query(`select count(*)::int as rows from app.${name} where ${whose}`, [id]);
    counts[String(name)] = Number(row?.rows);
  }
  return counts;
}

const erased = (userId: string) => deliver(accountErased.path, JSON.stringify({ user_id: userId }));

describe("a delivery that an account was erased", () => {
  test("erases everything of that person and nothing of others", async () => {
    const [person, other] = [await settledPerson(), await settledPerson()];
    const before = await rowsOf(person);
    expect(Object.values(before).every((rows) => rows > 0)).toBe(true);
    expect(Object.keys(before).length).toBeGreaterThan(5);
    const others = await rowsOf(other);
    expect((await erased(person.id)).status).toBe(204);
    expect(new Set(Object.values(await rowsOf(person)))).toEqual(new Set([0]));
    expect(await rowsOf(other)).toEqual(others);
  });

  test("is harmless a second time, and erases what was written in between", async () => {
    const person = await settledPerson();
    await erased(person.id);
    await person.api.putProfile(clientProfile);
    expect((await erased(person.id)).status).toBe(204);
    expect(new Set(Object.values(await rowsOf(person)))).toEqual(new Set([0]));
    expect((await erased(crypto.randomUUID())).status).toBe(204);
  });

  test("is refused without QStash's signature, and erases nothing", async () => {
    const person = await settledPerson();
    const body = JSON.stringify({ user_id: person.id });
    const unsigned = await send(accountErased.path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
    });
    await expectProblem(unsigned, "signature_invalid");
    const stranger = { key: "sig_unknown_unknown_unknown" };
    await expectProblem(await deliver(accountErased.path, body, stranger), "signature_invalid");
    expect(await person.api.getProfile()).toMatchObject({ client_id: person.id });
  });
});
