import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, lstat, mkdir, stat } from "node:fs/promises";
import { join, parse } from "node:path";

/** The operating-system account that Postgres' programs run as; empty for our own. Postgres refuses to run as root. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** How a program ended: its exit code, or the system's error name when it could not be started. */
interface Outcome {
  readonly code: number | string;
  readonly output: string;
}

/**
 * Our own account. When we are root, the owner of the data folder if there is one, else `nobody`: it exists everywhere,
 * so no account needs to be created.
 */
export async function chooseAccount(dataFolder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(join(dataFolder, "data"))) {
    const { uid, gid } = await stat(dataFolder);
    return { uid, gid };
  }
  const [uid, gid] = await Promise.all([run("id", ["-u", "nobody"], {}), run("id", ["-g", "nobody"], {})]);
  if (uid.code !== 0 || gid.code !== 0) {
    throw new Error(
      "Postgres refuses to run as root and this machine has no user `nobody`. Run as an ordinary user or set DATABASE_URL.",
    );
  }
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

/** Runs a program to its end as that account. A failure is an outcome, not an exception. */
export function run(program: string, args: readonly string[], account: Account): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = {
      ...account,
      // The account may be barred from our working directory, and Postgres insists on entering its own.
      cwd: parse(process.cwd()).root,
      env: { ...process.env, LC_ALL: "C" },
    };
    execFile(program, args, options, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.trim();
      resolve({ code: error ? (error.code ?? "killed") : 0, output: output || (error?.message ?? "") });
    });
  });
}

/** Gives a file or folder that we made to the account. */
export async function give(path: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

/** True when the account may go into the folder, its parents included. */
export async function canEnter(folder: string, account: Account): Promise<boolean> {
  return account.uid === undefined || (await run("test", ["-x", folder], account)).code === 0;
}

const publicFolder = "/var/tmp/alva";

/** A path that every account can reach and only root can replace, for when root's own folders are closed to others. */
export async function publicPlace(name: string): Promise<string> {
  await mkdir(publicFolder, { recursive: true, mode: 0o755 });
  const { uid } = await lstat(publicFolder);
  if (uid !== 0) throw new Error(`${publicFolder} belongs to another user; remove it or set DATABASE_URL.`);
  return join(publicFolder, name);
}
