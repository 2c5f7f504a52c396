import { neon, neonConfig } from "@neondatabase/serverless";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startNeon } from "./start.ts";
import { startBench } from "./test-bench.ts";

let bench: Awaited<ReturnType<typeof startBench>>;
beforeAll(async () => {
  bench = await startBench();
  await bench.sql`create table things (
    id int constraint things_pk primary key, size int not null constraint size_positive check (size > 0))`;
  await bench.sql`insert into things values (1, 1)`;
});
afterAll(() => bench.close());

test.each([
  [
    "a duplicate key",
    "insert into things values (1, 1)",
    {
      code: "23505",
      detail: "Key (id)=(1) already exists.",
      schema: "public",
      table: "things",
      constraint: "things_pk",
      severity: "ERROR",
    },
  ],
  ["a failed check", "insert into things values (2, 0)", { code: "23514", constraint: "size_positive" }],
  ["a missing value", "insert into things values (3, null)", { code: "23502", column: "size" }],
  ["a syntax error", "selec 1", { code: "42601", position: "1" }],
  ["two statements in one query", "select 1; select 2", { code: "42601", hint: undefined }],
  ["too few parameters", "select $1::int + $2::int", { code: "08P01" }],
  ["a missing table", "select * from nowhere", { code: "42P01", position: "15" }],
])("%s is Postgres' own error, field by field", async (_, text, fields) => {
  const params = text.includes("$1") ? ["1"] : [];
  await expect(bench.sql.query(text, params)).rejects.toMatchObject({ name: "NeonDbError", ...fields });
});

test.each([
  ["a wrong password", (url: URL) => void (url.password = "wrong"), "28P01"],
  ["an unknown role", (url: URL) => void (url.username = "nobody"), "28P01"],
  ["an unknown database", (url: URL) => void (url.pathname = "/nowhere"), "3D000"],
])("%s is refused by Postgres itself", async (_, change, code) => {
  await expect(neon(bench.urlWith(change))`select 1`).rejects.toMatchObject({ code });
});

test("host, port and TLS settings of the connection string mean nothing", async () => {
  const elsewhere = bench.urlWith((url) => {
    url.hostname = "ep-cool-name.eu-central-1.aws.neon.tech";
    url.port = "";
    url.search = "?sslmode=require&channel_binding=require";
  });
  expect(await neon(elsewhere)`select 1 as one`).toEqual([{ one: 1 }]);
});

interface Sent {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const post = ({ method = "POST", body, headers = {} }: Sent, path = "/sql") =>
  fetch(`${bench.standIn.url}${path}`, {
    method,
    ...(body !== undefined && { body }),
    headers: { "neon-connection-string": bench.url, ...headers },
  });

test.each([
  ["a body that is no JSON", { body: "{" }],
  ["a body of another shape", { body: "[]" }],
  [
    "a connection string that is no URL",
    { body: '{"query":"select 1"}', headers: { "neon-connection-string": "x" } },
  ],
  [
    "an unknown isolation level",
    { body: '{"queries":[]}', headers: { "neon-batch-isolation-level": "Chaos" } },
  ],
])("%s is 400 with every field of an error, the code null", async (_, init) => {
  const answer = await post(init);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ message: expect.any(String), code: null, routine: null });
});

test("raw JSON values are accepted as parameters", async () => {
  const params = [1, true, null, "t", { a: 1 }, [1, null, 'x"y', ["z"]]];
  const query = "select $1::int, $2::bool, $3::text, $4::text, $5::jsonb, $6::text";
  const answer = await post({ body: JSON.stringify({ query, params }) });
  expect(await answer.json()).toMatchObject({
    rows: [["1", "t", null, "t", '{"a": 1}', '{"1",NULL,"x\\"y",{"z"}}']],
  });
});

test.each([
  ["another path", "/other", "POST"],
  ["another method", "/sql", "GET"],
])("%s is not supported", async (_, path, method) => {
  const answer = await post({ method }, path);
  expect({ status: answer.status, body: await answer.json() }).toEqual({
    status: 400,
    body: "query is not supported",
  });
});

test("a browser's preflight is answered", async () => {
  const answer = await post({ method: "OPTIONS" });
  expect(answer.status).toBe(204);
  expect(answer.headers.get("access-control-allow-headers")).toContain("Neon-Connection-String");
});

test("a body beyond 64 MiB is 413, an answer beyond it is 507", async () => {
  const large = await post({ body: " ".repeat(64 * 1024 * 1024 + 1) });
  expect(large.status).toBe(413);
  const asking = bench.sql`select repeat('x', 33554432) from generate_series(1, 2)`;
  await expect(asking).rejects.toThrow("HTTP status 507");
});

test("an injected fault reaches the driver as a server error or as an unknown outcome", async () => {
  bench.standIn.faults.add({ kind: "status", status: 500, body: "on fire" });
  await expect(bench.sql`select 1`).rejects.toThrow("Server error (HTTP status 500): on fire");
  bench.standIn.faults.add({ kind: "drop_answer" });
  await expect(bench.sql`insert into things values (9, 9)`).rejects.toThrow("Error connecting to database");
  expect(await bench.sql`select size from things where id = 9`).toEqual([{ size: 9 }]);
});

test("a Postgres that cannot be reached is the stand-in's 500", async () => {
  const lonely = await startNeon({ postgresUrl: "postgresql://127.0.0.1:1/x" });
  neonConfig.fetchEndpoint = lonely.endpoint;
  try {
    await expect(bench.sql`select 1`).rejects.toThrow("HTTP status 500");
  } finally {
    neonConfig.fetchEndpoint = bench.standIn.endpoint;
    await lonely.close();
  }
});
