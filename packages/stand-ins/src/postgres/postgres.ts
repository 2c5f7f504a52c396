import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Client } from "pg";
import { chooseAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { choosePlace, contents, ensureCluster } from "./data-folder.ts";
import { guardTemporary } from "./guardian.ts";
import { type Cluster, endOrphan, startCluster, stopCluster } from "./pg-ctl.ts";

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
 * A real PostgreSQL on 127.0.0.1: the bundled one, or the one that `databaseUrl` names. When its starter is killed, a
 * temporary server ends with it, and one whose folder is kept ends at the next start. Rejects with a sentence for the person
 * at the keyboard: `PortTakenError`, a folder in use, made by somebody else or by another version, a machine on which the
 * bundled one does not run.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const { databaseUrl, dataFolder, port = 0, fresh = false } = options;
  if (databaseUrl !== undefined) return useExisting(databaseUrl);

  const cluster = await chooseCluster(dataFolder);
  const { folder, temporary, binaries, account } = cluster;
  const endGuardian = temporary ? guardTemporary(cluster) : undefined;
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
      await endGuardian?.();
      // Where the account may not delete the folder itself, it is still there, and empty.
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
  const wanted = resolve(dataFolder ?? join(tmpdir(), `alva-postgres-${randomUUID()}`));
  const account = await chooseAccount(wanted);
  const binaries = await findBinaries(account);
  const folder = await choosePlace(wanted, account);
  return { folder, binaries, account, temporary };
}
