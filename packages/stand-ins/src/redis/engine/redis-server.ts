import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A Redis of our own, reached through `socketPath`. */
export interface RedisServer {
  readonly socketPath: string;
  readonly pid: number;
  /** Resolves when the process has ended and its folder is gone. */
  stop(): Promise<void>;
}

// The shell outlives us by a moment: its input closes when this process ends in whatever way, a kill -9 included, and it
// then takes Redis down and the folder away. Redis alone holds the shell's output, so the end of that is the end of Redis.
const guardian = `
  redis-server --port 0 --unixsocket "$1/redis.sock" --unixsocketperm 700 \
    --dir "$1" --save "" --appendonly no --daemonize no <&- &
  echo "pid $!"
  exec >&- 2>&-
  cat >/dev/null
  kill $!
  wait
  rm -rf -- "$1"
`;

/** Whether `redis-server` is on the PATH and starts. */
export function hasRedisServer(): boolean {
  return spawnSync("redis-server", ["--version"]).status === 0;
}

/**
 * Starts a `redis-server` that keeps nothing on disk. It listens on a Unix socket in a folder only this user may enter:
 * unlike a TCP port that is never taken by somebody else first, and no other program can reach it.
 */
export async function spawnRedisServer(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "alva-redis-"));
  // A process group of its own: Ctrl-C reaches us alone, and we end Redis in order.
  const shell = spawn("sh", ["-c", guardian, "sh", folder], {
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(shell, "exit");

  async function stop(): Promise<void> {
    shell.stdin.end();
    await ended;
  }

  let output = "";
  for await (const chunk of shell.stdout.iterator({ destroyOnReturn: false })) {
    output += String(chunk);
    const pid = /^pid (\d+)$/m.exec(output)?.[1];
    if (pid && /ready to accept connections/i.test(output)) {
      shell.stdout.resume();
      return { socketPath: join(folder, "redis.sock"), pid: Number(pid), stop };
    }
  }
  await stop();
  throw new Error(`redis-server did not start:\n${output}`);
}
