import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Account, canEnter, give, publicPlace, run } from "./account.ts";
import type { Binaries } from "./binaries.ts";

/** What lies in a data folder: PostgreSQL's own folder, and beside it the superuser's password and the server's log. */
export function contents(folder: string) {
  return {
    data: join(folder, "data"),
    password: join(folder, "password"),
    log: join(folder, "postgres.log"),
  };
}

/**
 * Where the cluster asked for at this path lives: there, or, when the account is barred from a folder above it, at a
 * public place derived from the path. Rejects when the path belongs to somebody else or holds something else.
 */
export async function choosePlace(folder: string, account: Account): Promise<string> {
  await mkdir(dirname(folder), { recursive: true });
  const digest = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const place = (await canEnter(dirname(folder), account))
    ? folder
    : await publicPlace(`${basename(folder)}-${digest}`);
  if (!existsSync(place)) return place;

  const ourselves = process.getuid?.();
  if (ourselves !== 0 && ourselves !== undefined && (await stat(place)).uid !== ourselves) {
    throw new Error(`The data folder ${place} was made by another user of this machine; use another folder.`);
  }
  const foreign = !existsSync(contents(place).password) && (await readdir(place)).length > 0;
  if (foreign)
    throw new Error(`The folder ${place} holds something other than our database; use another one.`);
  return place;
}

/**
 * Makes the folder with a new, empty cluster in it unless it is there already. It is made beside its place and then
 * moved, so a folder that exists is complete. Rejects when it was made by another major version of PostgreSQL.
 */
export async function ensureCluster(
  folder: string,
  { initdb, major }: Binaries,
  account: Account,
): Promise<void> {
  const version = join(contents(folder).data, "PG_VERSION");
  if (!existsSync(version)) await createCluster(folder, initdb, account);
  const made = (await readFile(version, "utf8")).trim();
  if (made !== major) {
    throw new Error(
      `The data folder ${folder} was made by PostgreSQL ${made}, this is ${major}; begin anew with --fresh.`,
    );
  }
}

async function createCluster(folder: string, initdb: string, account: Account): Promise<void> {
  const staging = `${folder}.${randomUUID()}`;
  const { data, password } = contents(staging);
  await mkdir(staging, { mode: 0o700 });
  await give(staging, account);
  await writeFile(password, randomBytes(24).toString("base64url"), { mode: 0o600 });
  await give(password, account);
  const made = await run(initdb, [`--pgdata=${data}`, `--pwfile=${password}`, ...clusterSettings], account);
  if (made.code !== 0) {
    await rm(staging, { recursive: true });
    throw new Error(`PostgreSQL could not make a database in ${folder}. ${made.output}`);
  }
  await rename(staging, folder).catch(async (error: unknown) => {
    await rm(staging, { recursive: true });
    // Another start was quicker. Its cluster is as good as ours; whether it is free is asked afterwards.
    if (!existsSync(contents(folder).data)) throw error;
  });
}

/** As hosted Postgres is set up: UTF-8, sorted by code point, upper and lower case known for every alphabet. */
const clusterSettings = [
  "--username=postgres",
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
];
