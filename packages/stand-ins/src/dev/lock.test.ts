import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock, whoRuns } from "./lock.ts";

const addresses = {
  web: "http://w",
  api: "http://a",
  auth: "http://s",
  overview: "http://o",
  mailbox: "http://m",
};
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "alva-lock-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function takeFirst() {
  const taken = await takeLock(folder);
  if (!("lock" in taken)) throw new Error("the lock is taken");
  return taken.lock;
}

test("the second taker learns who runs and where", async () => {
  const lock = await takeFirst();
  expect(await takeLock(folder)).toEqual({ heldBy: { pid: process.pid } });
  await lock.publish(addresses);
  expect(await takeLock(folder)).toEqual({ heldBy: { pid: process.pid, addresses } });
  await lock.release();
  expect(await whoRuns(folder)).toBeUndefined();
});

test("of two takers at the same moment one gets the lock", async () => {
  const taken = await Promise.all([takeLock(folder), takeLock(folder)]);
  expect(taken.filter((result) => "lock" in result)).toHaveLength(1);
});

test.each([
  ["a process that ended", () => endedProcess()],
  ["a process that is something else now", () => Promise.resolve(process.ppid)],
])("a lock left behind by %s is taken over", async (_case, pid) => {
  await writeFile(join(folder, "running.json"), JSON.stringify({ pid: await pid(), addresses }));
  expect(await whoRuns(folder)).toBeUndefined();
  await takeFirst();
  expect(await whoRuns(folder)).toEqual({ pid: process.pid });
});

test("a damaged lock file is taken over", async () => {
  await writeFile(join(folder, "running.json"), "{");
  await takeFirst();
  expect(await whoRuns(folder)).toEqual({ pid: process.pid });
});

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  return child.pid ?? 0;
}
