import { readFile, rm, stat } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** What a data folder's lock file says: nobody serves it, a living owner does, or an owner died and left its server. */
export type Running = { readonly by: "nobody" } | { readonly by: "owner" | "orphan"; readonly pid: number };

/** The setting under which a server carries the process id of whoever started it. */
export const ownerMark = `cluster_name=alva-${process.pid}`;

/**
 * Who serves this PostgreSQL folder. The lock file alone does not say: it outlives a crash, and after a restart of the
 * machine its process id may be anybody's, so the port it names is asked too.
 */
export async function whoRuns(data: string): Promise<Running> {
  const lock = join(data, "postmaster.pid");
  const [pidLine, , , portLine] = (await readOrEmpty(lock)).split("\n");
  const pid = Number(pidLine);
  if (!pid || !processExists(pid)) return { by: "nobody" };
  while (!(await isListening(Number(portLine)))) {
    if (Date.now() - (await stat(lock)).mtimeMs > startingMs) {
      await rm(lock);
      return { by: "nobody" };
    }
    await wait(100);
  }
  // Written a moment after the lock; missing means that another start is under way.
  const owner = /cluster_name=alva-(\d+)/.exec(await readOrEmpty(join(data, "postmaster.opts")))?.[1];
  return owner === undefined || processExists(Number(owner)) ? { by: "owner", pid } : { by: "orphan", pid };
}

/** A server opens its port well within this time of taking the lock. */
const startingMs = 5_000;

/** True when a process with this id exists, whoever owns it. */
function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.setTimeout(1000, () => socket.destroy());
    socket.once("connect", () => {
      resolve(true);
      socket.destroy();
    });
    socket.once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
  });
}

async function readOrEmpty(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}
