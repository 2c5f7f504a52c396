import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * The package managers that started us and the shells between, nearest first; none when a person ran Node directly.
 * Some end without telling their scripts, which then nobody would end any more.
 */
export async function findStarters(): Promise<number[]> {
  const listing = promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,command="]);
  const { stdout } = await listing.catch(() => ({ stdout: "" }));
  return chainToPackageManager(stdout, process.ppid);
}

const packageManager = /^(\S*node\S* )?(\S*[\\/])?(npm|npx|pnpm)\b/;

/** Reads `ps` lines of process id, parent's id and command: the ancestors from `nearest` up to the last package manager. */
export function chainToPackageManager(listing: string, nearest: number): number[] {
  const processes = new Map(
    Array.from(listing.matchAll(/^ *(\d+) +(\d+) (.*)$/gm), ([, pid, parent, command = ""]) => [
      Number(pid),
      { parent: Number(parent), command },
    ]),
  );
  const chain: { pid: number; command: string }[] = [];
  for (let pid = nearest; pid > 1;) {
    const found = processes.get(pid);
    if (!found) break;
    chain.push({ pid, command: found.command });
    pid = found.parent;
  }
  const last = chain.findLastIndex(({ command }) => packageManager.test(command));
  return chain.slice(0, last + 1).map(({ pid }) => pid);
}
