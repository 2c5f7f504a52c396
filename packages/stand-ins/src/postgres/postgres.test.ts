import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PortTakenError } from "../server.ts";
import { type Postgres, startPostgres } from "./postgres.ts";

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "postgres-test-"));
  // As most folders are; one test closes its own.
  await chmod(parent, 0o755);
});
afterAll(() => rm(parent, { recursive: true }));

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

interface Orphan {
  readonly url: string;
  readonly folder: string;
}

/** Starts Postgres in a process of its own and kills that process. Resolves to what it left behind. */
async function startAndKill(...args: string[]): Promise<Orphan> {
  const child = fork(join(import.meta.dirname, "killed.fixture.ts"), args);
  const [left] = (await once(child, "message")) as [Orphan];
  child.kill("SIGKILL");
  await once(child, "exit");
  return left;
}

test("the data of a folder survives a restart, and fresh begins anew", async () => {
  const dataFolder = join(parent, "kept");
  const first = await startPostgres({ dataFolder });
  await query(first.url, "create table notes as select 'kept' as note");
  await first.close();

  const second = await startPostgres({ dataFolder });
  expect(await query(second.url, "select note from notes")).toEqual([{ note: "kept" }]);
  await second.close();

  const third = await startPostgres({ dataFolder, fresh: true });
  expect(await query(third.url, "select to_regclass('notes') as notes")).toEqual([{ notes: null }]);
  await third.close();
});

test("without a folder everything is gone after closing", async () => {
  const postgres = await startPostgres();
  const folder = String(postgres.dataFolder);
  expect(existsSync(folder)).toBe(true);
  await postgres.close();
  expect(existsSync(folder)).toBe(false);
  await expect(query(postgres.url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("text is UTF-8, sorted by code point, and has upper case in every alphabet", async () => {
  const postgres = await startPostgres();
  try {
    expect(
      await query(
        postgres.url,
        `select upper('é') as upper, 'Z' < 'a' as code_point, pg_encoding_to_char(encoding) as encoding
         from pg_database where datname = current_database()`,
      ),
    ).toEqual([{ upper: "É", code_point: true, encoding: "UTF8" }]);
  } finally {
    await postgres.close();
  }
});

test("of three starts at once on a new folder one gets it and two are told that it is in use", async () => {
  const dataFolder = join(parent, "contested");
  const starts = await Promise.allSettled([1, 2, 3].map(() => startPostgres({ dataFolder })));
  const [winner, ...more] = starts.filter((start) => start.status === "fulfilled");
  const refusals = starts.filter((start) => start.status === "rejected").map(({ reason }) => String(reason));
  expect(more).toEqual([]);
  expect(refusals).toHaveLength(2);
  for (const refusal of refusals) expect(refusal).toContain(`${dataFolder} is in use by another start`);

  await expect(startPostgres({ dataFolder, fresh: true })).rejects.toThrow("is in use by another start");
  expect(await query(String(winner?.value.url), "select 1 as one")).toEqual([{ one: 1 }]);
  await winner?.value.close();
});

test("a server whose starter was killed is ended by the next start, its committed data kept", async () => {
  const dataFolder = join(parent, "orphaned");
  const orphan = await startAndKill(dataFolder);
  await query(orphan.url, "create table notes as select 'kept' as note");
  const postgres = await startPostgres({ dataFolder });
  expect(await query(postgres.url, "select note from notes")).toEqual([{ note: "kept" }]);
  await expect(query(orphan.url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await postgres.close();
});

test("a temporary server whose starter was killed ends and takes its folder with it", async () => {
  const orphan = await startAndKill();
  await expect.poll(() => existsSync(orphan.folder), { timeout: 10_000 }).toBe(false);
  await expect(query(orphan.url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("a lock file that a crash left is no obstacle, even when its process id is somebody else's now", async () => {
  const dataFolder = join(parent, "crashed");
  const first = await startPostgres({ dataFolder });
  const lock = join(dataFolder, "data", "postmaster.pid");
  const [, folder, startedAt, ...rest] = (await readFile(lock, "utf8")).split("\n");
  await first.close();
  await writeFile(lock, [process.ppid, folder, startedAt, ...rest].join("\n"));
  await utimes(lock, 0, 0);
  const second = await startPostgres({ dataFolder });
  expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await second.close();
});

test("a taken port is named", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const port = Number(Object(other.address()).port);
  const starting = startPostgres({ port });
  await expect(starting).rejects.toThrow(PortTakenError);
  await expect(starting).rejects.toThrow(`Port ${port}, meant for Postgres, is already in use`);
  other.close();
});

test("a folder with something else in it is refused and left alone, even by fresh", async () => {
  const dataFolder = await mkdtemp(join(parent, "other-"));
  await writeFile(join(dataFolder, "diary.txt"), "dear diary");
  await expect(startPostgres({ dataFolder, fresh: true })).rejects.toThrow(
    "holds something other than our database",
  );
  expect(await readFile(join(dataFolder, "diary.txt"), "utf8")).toBe("dear diary");
});

test.runIf(process.getuid?.() === 0)(
  "root's closed folders are replaced by a public place that stays the same",
  async () => {
    const closed = join(parent, "closed");
    await mkdir(closed, { mode: 0o700 });
    const first = await startPostgres({ dataFolder: join(closed, "data") });
    await first.close();
    const second = await startPostgres({ dataFolder: join(closed, "data") });
    await second.close();
    expect(second.dataFolder).toBe(first.dataFolder);
    expect(second.dataFolder).toMatch(/^\/var\/tmp\/alva\/data-/);
    await rm(String(second.dataFolder), { recursive: true });
  },
);

test("a folder made by another version is refused", async () => {
  const dataFolder = join(parent, "older");
  await (await startPostgres({ dataFolder })).close();
  await writeFile(join(dataFolder, "data", "PG_VERSION"), "17\n");
  await expect(startPostgres({ dataFolder })).rejects.toThrow("was made by PostgreSQL 17, this is 18");
});

test("a database that runs elsewhere is used as it is and outlives closing", async () => {
  const elsewhere = await startPostgres();
  const postgres: Postgres = await startPostgres({ databaseUrl: elsewhere.url, fresh: true });
  expect(postgres.url).toBe(elsewhere.url);
  await postgres.close();
  expect(await query(elsewhere.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await elsewhere.close();
});

test.each(["postgresql://me:hunter2@127.0.0.1:1/x", "postgresql://me:hunter2@127.0.0.1:no/x"])(
  "a database elsewhere that cannot be used is refused without its password",
  async (databaseUrl) => {
    const refusal = await startPostgres({ databaseUrl }).then(String, String);
    expect(refusal).toContain("DATABASE_URL");
    expect(refusal).not.toContain("hunter2");
  },
);
