import { migrate } from "@alva/database/migrate";
import { Client, DatabaseError } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Postgres, startPostgres } from "./postgres.ts";

const passwords = { authPassword: `it's "p%40ss" \\ $$ @:/? ü`, apiPassword: "b" };

let postgres: Postgres;
let urls: Awaited<ReturnType<typeof migrate>>;
beforeAll(async () => {
  postgres = await startPostgres();
  // Hosted Postgres gives no superuser: its owner owns the database and may create roles.
  await query(postgres.url, "create role owner login createrole password 'o'");
  await query(postgres.url, "create database alva owner owner");
});
afterAll(() => postgres.close());

beforeEach(async () => {
  urls = await migrate({ databaseUrl: ownerUrl(), ...passwords });
});

function ownerUrl(): string {
  const url = new URL(postgres.url);
  url.username = "owner";
  url.password = "o";
  url.pathname = "/alva";
  return url.href;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** The SQLSTATE with which Postgres refuses, or "allowed". */
async function refusalOf(url: string, text: string): Promise<string | undefined> {
  return query(url, text).then(
    () => "allowed",
    (error: unknown) => (error instanceof DatabaseError ? error.code : String(error)),
  );
}

test("each role signs in with its password, whatever characters it has", async () => {
  expect(await query(urls.authUrl, "select current_user::text as name")).toEqual([{ name: "alva_auth" }]);
  expect(await query(urls.apiUrl, "select current_user::text as name")).toEqual([{ name: "alva_api" }]);
});

test.each([
  ["auth", "app"],
  ["app", "auth"],
] as const)(
  "the role of schema %s has the rows of its tables and nothing of schema %s",
  async (own, other) => {
    const url = own === "auth" ? urls.authUrl : urls.apiUrl;
    for (const schema of [own, other]) {
      await query(
        ownerUrl(),
        `create table if not exists ${schema}.probe (id serial primary key, note text)`,
      );
    }
    await query(url, `insert into ${own}.probe (note) values ('a')`);
    await query(url, `update ${own}.probe set note = 'b'`);
    expect(await query(url, `select note from ${own}.probe`)).toEqual([{ note: "b" }]);
    await query(url, `delete from ${own}.probe`);

    const barred = [
      `select * from ${other}.probe`,
      `insert into ${other}.probe (note) values ('a')`,
      `select nextval('${other}.probe_id_seq')`,
      `truncate ${own}.probe`,
      `drop table ${own}.probe`,
      `create table ${own}.mine ()`,
      `create table ${other}.mine ()`,
      "create table public.mine ()",
      "create temporary table mine ()",
      "create schema mine",
      "select * from drizzle.__drizzle_migrations",
      `set role alva_${own === "auth" ? "api" : "auth"}`,
      "set role owner",
    ];
    const outcomes = barred.map(async (text) => [text, await refusalOf(url, text)]);
    expect(await Promise.all(outcomes)).toEqual(barred.map((text) => [text, "42501"]));
  },
);

test("the migrations' own tables are closed to the other role", async () => {
  const tables = (await query(
    ownerUrl(),
    `select format('%I.%I', schemaname, tablename) as name, schemaname = 'auth' as auth
     from pg_tables where schemaname in ('auth', 'app')`,
  )) as { name: string; auth: boolean }[];
  expect(tables.length).toBeGreaterThan(0);
  for (const { name, auth } of tables) {
    const [own, other] = auth ? [urls.authUrl, urls.apiUrl] : [urls.apiUrl, urls.authUrl];
    await query(own, `select from ${name}`);
    expect([name, await refusalOf(other, `select from ${name}`)]).toEqual([name, "42501"]);
  }
});

test("migrating again changes nothing but the passwords", async () => {
  const applied = "select * from drizzle.__drizzle_migrations";
  const before = await query(ownerUrl(), applied);
  const again = await migrate({ databaseUrl: ownerUrl(), ...passwords, apiPassword: "c" });
  expect(await query(ownerUrl(), applied)).toEqual(before);
  expect(await query(again.apiUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  await expect(query(urls.apiUrl, "select 1")).rejects.toMatchObject({ code: "28P01" });
});

test("migrations at the same time wait for each other, on an empty database too", async () => {
  await query(postgres.url, "create database empty owner owner");
  const databaseUrl = ownerUrl().replace(/alva$/, "empty");
  await Promise.all(Array.from({ length: 4 }, () => migrate({ databaseUrl, ...passwords })));
  const [first, ...more] = await query(
    databaseUrl,
    "select id from drizzle.__drizzle_migrations order by id",
  );
  expect(first).toEqual({ id: 1 });
  expect(more.length).toBe((await query(ownerUrl(), "select from drizzle.__drizzle_migrations")).length - 1);
});

test("a role's statement ends by itself when the driver has given up on it", async () => {
  expect(await query(urls.apiUrl, "show statement_timeout")).toEqual([{ statement_timeout: "10s" }]);
});
