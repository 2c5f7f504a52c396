import { readFile } from "node:fs/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type Postgres, startPostgres } from "./postgres.ts";

const folder = new URL("../../../database/migrations/", import.meta.url);

/**
 * A deployment migrates first and replaces the workers then, so for a while, and after a way back, the worker of the version
 * before runs on the new schema. What it needs of that: every column that it reads or writes is there with its type, and a row
 * that it writes, which has nothing of the new columns, is accepted. A new worker never meets the old schema.
 */
interface Column {
  readonly type: string;
  /** A row without it is refused. */
  readonly required: boolean;
}

let postgres: Postgres;
let client: Client;
beforeAll(async () => {
  postgres = await startPostgres();
  client = new Client({ connectionString: postgres.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await postgres.close();
});

const Row = z.object({ name: z.string(), type: z.string(), required: z.boolean() });
const Name = z.object({ name: z.string() });

async function columns(): Promise<Map<string, Column>> {
  const { rows } = await client.query(`
    select c.table_schema || '.' || c.table_name || '.' || c.column_name as name,
      c.udt_schema || '.' || c.udt_name as type,
      c.is_nullable = 'NO' and c.column_default is null and c.is_identity = 'NO' as required
    from information_schema.columns c where c.table_schema in ('auth', 'app')`);
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map(({ name, ...column }) => [name, column]),
  );
}

/** What a row can be refused for besides its columns, by the columns that it looks at. */
async function rules(): Promise<Set<string>> {
  const { rows } = await client.query(`
    select distinct c.conrelid::regclass || '.' || a.attname as name
    from pg_constraint c join pg_namespace s on s.oid = c.connamespace and s.nspname in ('auth', 'app')
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
    where c.contype in ('c', 'f', 'u', 'p')
    union select distinct i.indrelid::regclass || '.' || a.attname
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indisunique and i.indrelid::regclass::text ~ '^(auth|app)\\.'`);
  return new Set(
    z
      .array(Name)
      .parse(rows)
      .map(({ name }) => name),
  );
}

/** The values of every enumeration. */
async function values(): Promise<Set<string>> {
  const { rows } = await client.query(`
    select t.typname || '.' || e.enumlabel as name from pg_enum e join pg_type t on t.oid = e.enumtypid`);
  return new Set(
    z
      .array(Name)
      .parse(rows)
      .map(({ name }) => name),
  );
}

function tableOf(column: string): string {
  return column.split(".").slice(0, 2).join(".");
}

const Journal = z.object({ entries: z.array(z.object({ tag: z.string() })) });
const { entries } = Journal.parse(JSON.parse(await readFile(new URL("meta/_journal.json", folder), "utf8")));

test.each(entries)("after $tag the worker of the version before goes on working", async ({ tag }) => {
  const before = { columns: await columns(), rules: await rules(), values: await values() };
  const sql = await readFile(new URL(`${tag}.sql`, folder), "utf8");
  for (const statement of sql.split("--> statement-breakpoint")) await client.query(statement);
  const now = { columns: await columns(), rules: await rules(), values: await values() };

  const names = (wanted: (name: string, column: Column) => boolean) =>
    [...now.columns].flatMap(([name, column]) => (wanted(name, column) ? [name] : []));
  const tables = new Set([...before.columns.keys()].map(tableOf));
  const changed = [...before.columns].filter(([name, { type }]) => now.columns.get(name)?.type !== type);
  expect(changed, "every column is there with its type").toEqual([]);
  expect(
    names((name, { required }) => required && before.columns.get(name)?.required === false),
    "what could be left out still can",
  ).toEqual([]);
  expect(
    names((name, { required }) => required && !before.columns.has(name) && tables.has(tableOf(name))),
    "what the version before does not know may be left out",
  ).toEqual([]);
  const newRules = [...now.rules].filter((name) => before.columns.has(name) && !before.rules.has(name));
  expect(newRules, "no new rule for what the version before writes").toEqual([]);
  expect([...before.values].filter((value) => !now.values.has(value))).toEqual([]);
});

test("the newest schema accepts the rows that the workers before wrote, in the columns that they knew", async () => {
  // What the first version wrote when a plan and a draft were asked for, column by column.
  const { rows } = await client.query(`
    with plan as (
      insert into app.plans (user_id, state, sequence, profile, generation_key)
      values (gen_random_uuid(), 'queued', 0, '{}', 'k') returning id, trace_id
    ), draft as (
      insert into app.drafts (user_id, task_id, kind, state, input)
      values (gen_random_uuid(), 't', 'text', 'queued', '{}') returning trace_id
    )
    select plan.trace_id as plan, draft.trace_id as draft from plan, draft`);
  const [{ plan, draft } = { plan: "", draft: "" }] = z
    .array(z.object({ plan: z.string(), draft: z.string() }))
    .parse(rows);
  for (const trace of [plan, draft])
    expect(trace, "a trace that any service can read").toMatch(/^(?!0{32})[0-9a-f]{32}$/);
  expect(plan).not.toBe(draft);
});
