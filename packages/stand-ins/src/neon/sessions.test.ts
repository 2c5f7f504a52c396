import { neon } from "@neondatabase/serverless";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startBench } from "./test-bench.ts";

let bench: Awaited<ReturnType<typeof startBench>>;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const backend = async () => {
  const [row] = await bench.sql`select pg_backend_pid() as pid`;
  return row?.["pid"];
};

test.each([
  [
    "a setting",
    "select set_config('app.who', 'me', false)",
    "select nullif(current_setting('app.who', true), '') as left",
  ],
  ["a temporary table", "create temp table left_over ()", "select to_regclass('left_over') as left"],
  [
    "a session lock",
    "select pg_advisory_lock(7)",
    "select max(objid) as left from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()",
  ],
])("%s does not survive its request, though the connection does", async (_, leave, look) => {
  const before = await backend();
  await bench.sql.query(leave);
  expect(await bench.sql.query(look)).toEqual([{ left: null }]);
  expect(await backend()).toBe(before);
});

test("a transaction that a statement left open is not lent on", async () => {
  const before = await backend();
  await bench.sql`begin`;
  expect(await backend()).not.toBe(before);
});

const sleepers = async () => {
  const { rows } = await bench.tcp.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where state = 'active' and query like 'select pg_sleep(60%'",
  );
  return rows[0]?.count;
};

test("a statement whose client gave up is cancelled", async () => {
  const giveUp = new AbortController();
  const sleeping = bench.sql.query("select pg_sleep(60)", [], { fetchOptions: { signal: giveUp.signal } });
  const outcome = sleeping.then(String, String);
  await vi.waitUntil(async () => (await sleepers()) === 1);
  giveUp.abort();
  expect(await outcome).toContain("Error connecting to database");
  await vi.waitUntil(async () => (await sleepers()) === 0);
});

test("a connection that Postgres ended is replaced, at work or idle", async () => {
  const idle = await backend();
  await bench.tcp.query("select pg_terminate_backend($1, 5000)", [idle]);
  await vi.waitUntil(async () => (await backend().catch(() => idle)) !== idle);

  const dying = bench.sql`select pg_terminate_backend(pg_backend_pid())`;
  await expect(dying).rejects.toMatchObject({ code: "57P01" });
  expect(await bench.sql`select 1 as one`).toEqual([{ one: 1 }]);
});

test("roles beyond the kept pools are served too, all at once", async () => {
  const names = Array.from({ length: 7 }, (_, index) => `role_${index}`);
  for (const name of names) await bench.sql.query(`create role ${name} login password 'p'`);
  const asking = names.map((name) => {
    const url = bench.urlWith((its) => {
      its.username = name;
      its.password = "p";
    });
    return neon(url)`select current_user::text as name`;
  });
  expect((await Promise.all(asking)).flat()).toEqual(names.map((name) => ({ name })));
});

test("each request is one round trip with its role, its statements and the status of its answer", async () => {
  const { sql, standIn } = bench;
  standIn.clearRoundTrips();
  await sql`select 1`;
  await sql.transaction([sql`select 2`, sql`select 3`]);
  await expect(sql`select 1 / 0`).rejects.toMatchObject({ code: "22012" });
  const trips = standIn.roundTrips().map(({ role, status, statements }) => ({
    role,
    status,
    queries: statements.map(({ query }) => query),
  }));
  expect(trips).toEqual([
    { role: "postgres", status: 200, queries: ["select 1"] },
    { role: "postgres", status: 200, queries: ["select 2", "select 3"] },
    { role: "postgres", status: 400, queries: ["select 1 / 0"] },
  ]);
});

test("another process reads and clears the round trips at the control address", async () => {
  const { sql, standIn } = bench;
  const address = `${standIn.url}/_stand-in/round-trips`;
  await fetch(address, { method: "DELETE" });
  await sql`select 4`;
  const trips: unknown = await (await fetch(address)).json();
  expect(trips).toMatchObject([
    { status: 200, statements: [{ query: "select 4", durationMs: expect.any(Number) }] },
  ]);
  await fetch(address, { method: "DELETE" });
  expect(standIn.roundTrips()).toEqual([]);
});

test("closing does not wait for a slow statement", async () => {
  const other = await startBench();
  const outcome = other.sql`select pg_sleep(600)`.then(String, String);
  await vi.waitUntil(async () => {
    const { rowCount } = await other.tcp.query(
      "select from pg_stat_activity where query = 'select pg_sleep(600)'",
    );
    return rowCount === 1;
  });
  await other.close();
  expect(await outcome).toMatch("NeonDbError");
});
