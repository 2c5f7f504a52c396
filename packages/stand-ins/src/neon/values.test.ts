import type { FullQueryResults } from "@neondatabase/serverless";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBench } from "./test-bench.ts";

let bench: Awaited<ReturnType<typeof startBench>>;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

test.each([
  ["a number", 1, "int", 1],
  ["a fraction", 1.5, "float8", 1.5],
  ["a bigint", 10n, "int8", "10"],
  ["an integer beyond 2^53", 9007199254740993n, "int8", "9007199254740993"],
  ["a boolean", true, "bool", true],
  ["text", `it's "quoted" \\ {x} $1`, "text", `it's "quoted" \\ {x} $1`],
  ["text outside ASCII", "Äpfel 🍏", "text", "Äpfel 🍏"],
  ["empty text", "", "text", ""],
  ["null", null, "text", null],
  ["undefined", undefined, "text", null],
  ["a date", new Date("2026-11-23T10:20:30.123Z"), "timestamptz", new Date("2026-11-23T10:20:30.123Z")],
  ["bytes", Buffer.from([0, 255, 92]), "bytea", Buffer.from([0, 255, 92])],
  ["an array", ["1", 'a"b', null, "NULL", "c,d"], "text[]", ["1", 'a"b', null, "NULL", "c,d"]],
  [
    "a nested array",
    [
      [1, 2],
      [3, 4],
    ],
    "int[]",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["an object", { a: [1, null] }, "jsonb", { a: [1, null] }],
  ["a JSON array as text", JSON.stringify([1, "b"]), "jsonb", [1, "b"]],
])("%s as a parameter comes back as it went", async (_, value, type, expected) => {
  const [row] = await bench.sql.query(`select $1::${type} as value`, [value]);
  expect(row).toEqual({ value: expected });
});

test("a bare JavaScript array is a Postgres array and no JSON", async () => {
  await expect(bench.sql.query("select $1::jsonb", [["a"]])).rejects.toMatchObject({ code: "22P02" });
});

test("every type is decoded as it is over TCP, with the same description of the columns", async () => {
  const text = `select true as bool, 1::int2 as int2, 2::int4 as int4, 3::int8 as int8, 1.50::numeric(5,2) as numeric,
    0.1::float4 as float4, 'NaN'::float8 as float8, 'a'::char(3) as char, 'b'::varchar(9) as varchar, 'c'::text as text,
    date '2026-11-23' as date, timestamp '2026-11-23 10:20:30.5' as timestamp, timestamptz '2026-11-23 10:20:30+02' as timestamptz,
    time '10:20' as time, interval '1 day 2 hours' as interval, '{"a":1}'::json as json, '[1]'::jsonb as jsonb,
    '\\x00ff'::bytea as bytea, gen_random_uuid() is not null as uuid, '{1,NULL}'::int[] as ints, '{"a,b",c}'::text[] as texts,
    point(1,2) as point, circle(point(1,2),3) as circle, inet '127.0.0.1' as inet, null::text as nothing, '[1,5)'::int4range as range`;
  const overHttp: FullQueryResults<false> = await bench.sql.query(text, [], { fullResults: true });
  const overTcp = await bench.tcp.query(text);
  expect(overHttp.rows).toEqual(overTcp.rows);
  expect(overHttp.fields).toEqual(overTcp.fields.map((field) => ({ ...field })));
});

test.each([
  ["select", "select generate_series(1, 3)", "SELECT", 3],
  ["insert", "insert into things select generate_series(1, 2)", "INSERT", 2],
  ["update without a match", "update things set id = 0 where false", "UPDATE", 0],
  ["create table", "create table other (id int)", "CREATE", null],
])("the full result of %s names the command and counts its rows", async (_, text, command, rowCount) => {
  await bench.sql`create table if not exists things (id int)`;
  const result: FullQueryResults<false> = await bench.sql.query(text, [], { fullResults: true });
  expect({ command: result.command, rowCount: result.rowCount }).toEqual({ command, rowCount });
});

test("an empty query has no fields and no rows", async () => {
  const result: FullQueryResults<false> = await bench.sql.query("", [], { fullResults: true });
  expect({ fields: result.fields, rows: result.rows }).toEqual({ fields: [], rows: [] });
});

test("five megabytes go there and back", async () => {
  const large = "é".repeat(2_500_000);
  const [row] = await bench.sql`select ${large}::text as large`;
  expect(row?.["large"] === large).toBe(true);
});
