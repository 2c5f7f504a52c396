import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod";
import { writeWhole } from "./kept-secrets.ts";

/** Where the parts of a running Alva are. */
const Addresses = z.object({
  web: z.string(),
  api: z.string(),
  auth: z.string(),
  overview: z.string(),
  /** Absent when a real provider sends the mails. */
  mailbox: z.string().optional(),
  /** Where tests prepare answers and faults of the model; absent when a real one answers. */
  model: z.string().optional(),
});
export type Addresses = z.infer<typeof Addresses>;

/** Who runs Alva from this folder; `addresses` is there once everything answers. */
const Running = z.object({ pid: z.int(), addresses: Addresses.optional() });
export type Running = z.infer<typeof Running>;

/** The right to run Alva from this folder. */
export interface Lock {
  /** Tells others where everything is. */
  publish(addresses: Addresses): Promise<void>;
  release(): Promise<void>;
}

const fileName = "running.json";

/** Takes the lock, or says who has it. A lock whose owner is gone is taken over. */
export async function takeLock(folder: string): Promise<{ lock: Lock } | { heldBy: Running }> {
  const path = join(folder, fileName);
  const mine: Running = { pid: process.pid };
  if (!(await createWhole(path, JSON.stringify(mine)))) {
    const heldBy = await whoRuns(folder);
    if (heldBy) return { heldBy };
    await rm(path, { force: true });
    return takeLock(folder);
  }
  return {
    lock: {
      publish: (addresses) => writeWhole(path, JSON.stringify({ ...mine, addresses })),
      release: () => rm(path, { force: true }),
    },
  };
}

/** Who runs Alva from this folder, if anybody. */
export async function whoRuns(folder: string): Promise<Running | undefined> {
  const text = await readFile(join(folder, fileName), "utf8").catch(() => "");
  const running = Running.safeParse(parse(text));
  return running.success && (await isOurs(running.data.pid)) ? running.data : undefined;
}

/** False when the file exists. Nobody ever sees it half written. */
async function createWhole(path: string, content: string): Promise<boolean> {
  const staging = `${path}.${randomUUID()}`;
  await writeFile(staging, content, { mode: 0o600 });
  try {
    await link(staging, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(staging);
  }
}

/** A process id is soon given to another program, so its command is looked at too. */
async function isOurs(pid: number): Promise<boolean> {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    const { stdout } = await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]);
    return /stand-ins[\\/]src[\\/](dev|demo)\.ts/.test(stdout);
  } catch {
    return false;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
