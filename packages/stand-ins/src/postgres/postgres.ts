import { randomUUID } from "node:crypto";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Client } from "pg";
import { chooseAccount } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { choosePlace, contents, ensureCluster } from "./data-folder.ts";
import { type Cluster, endOrphan, startCluster, stopCluster } from "./pg-ctl.ts";
import { processExists } from "./running.ts";

interface PostgresOptions {
  /** A database that runs elsewhere: it is only asked whether it answers, never ended or emptied. */
  readonly databaseUrl?: string | undefined;
  /** Keeps the data between starts. A temporary folder, deleted on close, when absent. */
  readonly dataFolder?: string | undefined;
  /** 0, the default, takes any free port. */
  readonly port?: number | undefined;
  /** Deletes what the data folder held and begins anew. */
  readonly fresh?: boolean | undefined;
}

export interface Postgres {
  /** The owner's URL of a database; a superuser where the server is ours. A secret. */
  readonly url: string;
  /** Where the data is; not always the folder asked for, when root's own folders are closed to others. */
  readonly dataFolder?: string;
  /** Ends the server that was started; a temporary folder goes with it. */
  close(): Promise<void>;
}

/**
 * A real PostgreSQL on 127.0.0.1: the bundled one, or the one that `databaseUrl` names. A server whose starter was
 * killed is ended at the next start. Rejects with a sentence for the person at the keyboard: `PortTakenError`, a folder
 * in use, made by somebody else or by another version, a machine on which the bundled one does not run.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const { databaseUrl, dataFolder, port = 0, fresh = false } = options;
  if (databaseUrl !== undefined) return useExisting(databaseUrl);

  const cluster = await chooseCluster(dataFolder);
  const { folder, temporary, binaries, account } = cluster;
  await endOrphan(cluster);
  if (fresh) await rm(folder, { recursive: true, force: true });
  await ensureCluster(folder, binaries, account);
  const password = await readFile(contents(folder).password, "utf8");
  const listening = await startCluster(cluster, port);
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${listening}/postgres`,
    dataFolder: folder,
    async close() {
      await stopCluster(cluster);
      if (temporary) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function useExisting(url: string): Promise<Postgres> {
  if (!URL.canParse(url))
    throw new Error("DATABASE_URL is not a URL like postgresql://user:password@host/database.");
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  await client.connect().catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : "";
    throw new Error(`The database that DATABASE_URL names cannot be used. ${reason}`, { cause });
  });
  await client.end();
  return { url, close: () => Promise.resolve() };
}

async function chooseCluster(dataFolder: string | undefined): Promise<Cluster> {
  const temporary = dataFolder === undefined;
  const wanted = resolve(dataFolder ?? join(tmpdir(), `${temporaryPrefix}${process.pid}-${randomUUID()}`));
  const account = await chooseAccount(wanted);
  const binaries = await findBinaries(account);
  const folder = await choosePlace(wanted, account);
  if (temporary) await sweep(dirname(folder), binaries);
  return { folder, binaries, account, temporary };
}

/** The host's name is in it because containers may share a temporary folder and not their process ids. */
const temporaryPrefix = `alva-postgres-${hostname()}-`;

/** Ends and deletes the temporary clusters of processes that were killed before they could. */
async function sweep(parent: string, binaries: Binaries): Promise<void> {
  const left = (await readdir(parent)).filter((name) => {
    const owner = name.startsWith(temporaryPrefix)
      ? Number.parseInt(name.slice(temporaryPrefix.length), 10)
      : NaN;
    return !Number.isNaN(owner) && !processExists(owner);
  });
  // Another start may be sweeping the same ones; what one of us misses, the other or the next start gets.
  await Promise.allSettled(
    left.map(async (name) => {
      const folder = join(parent, name);
      if (!(await isOurs(folder))) return;
      await endOrphan({ folder, binaries, account: await chooseAccount(folder), temporary: true });
      await rm(folder, { recursive: true, force: true });
    }),
  );
}

/** Root may end everybody's; others only their own. */
async function isOurs(folder: string): Promise<boolean> {
  const ourselves = process.getuid?.();
  return ourselves === undefined || ourselves === 0 || (await stat(folder)).uid === ourselves;
}
