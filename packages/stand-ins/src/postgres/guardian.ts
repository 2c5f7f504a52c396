import { spawn } from "node:child_process";
import { once } from "node:events";
import { parse } from "node:path";
import type { Cluster } from "./pg-ctl.ts";

// Its input closes when this process ends in whatever way, a kill -9 included. Beside the folder may lie what was to become it.
const guardian = `
  cat >/dev/null
  "$1" stop -w -m immediate -D "$2/data"
  rm -rf -- "$2" "$2".*
`;

/**
 * Has a shell outlive this process by a moment, to end a temporary server and delete its folder. The returned function has it
 * do so at once, and resolves when that is done.
 */
export function guardTemporary({ folder, binaries, account }: Cluster): () => Promise<void> {
  // A process group of its own: what ends ours leaves it its work.
  const shell = spawn("sh", ["-c", guardian, "sh", binaries.pgCtl, folder], {
    ...account,
    // As in `run`: Postgres' programs insist on entering their working directory.
    cwd: parse(process.cwd()).root,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = once(shell, "exit");
  shell.unref();
  return async () => {
    shell.ref();
    shell.stdin.end();
    await ended;
  };
}
