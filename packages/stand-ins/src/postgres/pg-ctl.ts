import { readFile, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { PortTakenError } from "../server.ts";
import { type Account, run } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { contents } from "./data-folder.ts";
import { ownerMark, whoRuns } from "./running.ts";

/** A cluster that can be started: its folder, and with what and as whom. */
export interface Cluster {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly account: Account;
  /** Trades safety in a power failure for speed. */
  readonly temporary: boolean;
}

/** Ends the server that a killed starter left behind. Rejects when the starter is alive: the folder is in use. */
export async function endOrphan(cluster: Cluster): Promise<void> {
  const running = await whoRuns(contents(cluster.folder).data);
  if (running.by === "orphan") await stopCluster(cluster);
  if (running.by === "owner") throw inUse(cluster.folder, ` (process ${running.pid})`);
}

/** Starts the server and waits until it answers. Resolves to its port. */
export async function startCluster(cluster: Cluster, port: number): Promise<number> {
  const { data, log } = contents(cluster.folder);
  // Says whose a running server is; one from an earlier start would name the wrong owner.
  await rm(join(data, "postmaster.opts"), { force: true });
  const chosen = await findPort(port);
  const logged = (await readLog(log)).length;
  const started = await pgCtl(cluster, ["start", "-w", "-l", log, "-o", serverOptions(cluster, chosen)]);
  if (started.code === 0) return chosen;

  const complaint = (await readLog(log)).slice(logged).trim();
  if (/lock file .* already exists/.test(complaint)) throw inUse(cluster.folder, "");
  if (complaint.includes("could not create any TCP/IP sockets")) throw new PortTakenError("Postgres", chosen);
  throw new Error(`PostgreSQL did not start in ${cluster.folder}. ${complaint || started.output}`);
}

/** Ends the server at once; what was committed stays. Rejects when it does not end. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  const stopped = await pgCtl(cluster, ["stop", "-w", "-m", cluster.temporary ? "immediate" : "fast"]);
  const gone = (await whoRuns(contents(cluster.folder).data)).by === "nobody";
  if (stopped.code !== 0 && !gone) throw new Error(`PostgreSQL did not end. ${stopped.output}`);
}

function pgCtl({ folder, binaries, account }: Cluster, args: readonly string[]) {
  return run(binaries.pgCtl, [...args, "-D", contents(folder).data], account);
}

/** One text that pg_ctl gives to a shell: nothing in it may need quoting. */
function serverOptions({ temporary }: Cluster, port: number): string {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "log_checkpoints=off",
    ownerMark,
  ];
  if (temporary) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
  return [`-p ${port}`, ...settings.map((setting) => `-c ${setting}`)].join(" ");
}

function inUse(folder: string, by: string): Error {
  return new Error(
    `The data folder ${folder} is in use by another start${by}. End that one or use another folder.`,
  );
}

/** The wanted port if nobody listens there, any free one for 0. */
function findPort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortTakenError("Postgres", wanted) : error);
    });
    probe.listen(wanted, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function readLog(log: string): Promise<string> {
  return readFile(log, "utf8").catch(() => "");
}
