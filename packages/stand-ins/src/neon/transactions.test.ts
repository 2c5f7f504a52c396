import { afterAll, beforeAll, expect, test } from "vitest";
import { startBench } from "./test-bench.ts";

let bench: Awaited<ReturnType<typeof startBench>>;
beforeAll(async () => {
  bench = await startBench();
  await bench.sql`create table counters (name text primary key, value int not null)`;
});
afterAll(() => bench.close());

const count = async (name: string) => {
  const rows = await bench.sql`select 1 from counters where name like ${name}`;
  return rows.length;
};

test("a transaction commits all of its statements and answers each", async () => {
  const { sql } = bench;
  const results = await sql.transaction([
    sql`insert into counters values ('commit', 1)`,
    sql`select value from counters where name = 'commit'`,
  ]);
  expect(results).toEqual([[], [{ value: 1 }]]);
  expect(await count("commit")).toBe(1);
});

test("the first error undoes what came before it, and what comes after never runs", async () => {
  const { sql, standIn } = bench;
  standIn.clearRoundTrips();
  const failing = sql.transaction([
    sql`insert into counters values ('undone', 1)`,
    sql`select 1 / 0`,
    sql`insert into counters values ('never', 1)`,
  ]);
  await expect(failing).rejects.toMatchObject({ code: "22012" });
  expect(standIn.roundTrips()[0]?.statements.map(({ query }) => query)).toEqual([
    "insert into counters values ('undone', 1)",
    "select 1 / 0",
  ]);
  expect(await count("undone")).toBe(0);
});

test("an empty transaction is allowed", async () => {
  expect(await bench.sql.transaction([])).toEqual([]);
});

test("a read-only transaction refuses to write", async () => {
  const writing = bench.sql.transaction([bench.sql`insert into counters values ('read only', 1)`], {
    readOnly: true,
  });
  await expect(writing).rejects.toMatchObject({ code: "25006" });
});

test.each([
  ["ReadUncommitted", "read uncommitted"],
  ["ReadCommitted", "read committed"],
  ["RepeatableRead", "repeatable read"],
  ["Serializable", "serializable"],
] as const)("isolation level %s is Postgres' %s", async (isolationLevel, shown) => {
  const { sql } = bench;
  const results = await sql.transaction([sql`show transaction_isolation`, sql`show transaction_deferrable`], {
    isolationLevel,
    deferrable: true,
  });
  expect(results).toEqual([[{ transaction_isolation: shown }], [{ transaction_deferrable: "on" }]]);
});

test("a deferred constraint that fails at the commit is the transaction's error", async () => {
  const { sql } = bench;
  await sql`create table parents (id int primary key)`;
  await sql`create table children (parent int references parents deferrable initially deferred)`;
  const failing = sql.transaction([sql`insert into children values (1)`, sql`select 1`]);
  await expect(failing).rejects.toMatchObject({ code: "23503" });
  expect(await sql`select * from children`).toEqual([]);
});

test("of two hundred updates at once none is lost", async () => {
  const { sql } = bench;
  await sql`insert into counters values ('busy', 0)`;
  await Promise.all(
    Array.from({ length: 200 }, () => sql`update counters set value = value + 1 where name = 'busy'`),
  );
  expect(await sql`select value from counters where name = 'busy'`).toEqual([{ value: 200 }]);
});

test("concurrent serializable transactions end in 40001 rather than in a wrong sum", async () => {
  const { sql } = bench;
  await sql`insert into counters values ('sum', 0)`;
  const add = () =>
    sql.transaction(
      [
        sql`select value from counters where name = 'sum'`,
        sql`select pg_sleep(0.01)`,
        sql`update counters set value = value + 1 where name = 'sum'`,
      ],
      { isolationLevel: "Serializable" },
    );
  const outcomes = await Promise.allSettled(Array.from({ length: 15 }, add));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused.length).toBeGreaterThan(0);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: "40001" });
  const committed = outcomes.length - refused.length;
  expect(await sql`select value from counters where name = 'sum'`).toEqual([{ value: committed }]);
});
