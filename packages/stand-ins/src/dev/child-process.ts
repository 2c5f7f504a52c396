import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";

/** A program that we started and that cannot outlive us. */
export interface Child {
  /** Resolves when it has ended, to how: `exit code 1`, `SIGKILL`. Never rejects. */
  readonly ended: Promise<string>;
  /** Ends it and all that it started, firmly after five seconds. */
  stop(): Promise<void>;
}

interface ChildOptions {
  /** A script for our own Node, and its arguments. */
  readonly script: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Gets each line of its output, without colours. */
  readonly onLine: (line: string) => void;
}

const guard = new URL("guard.ts", import.meta.url).href;
const patienceMs = 5000;

/** Starts a Node program in a process group of its own that ends with us, even when we are killed. */
export function startChild({ script, args, cwd, env, onLine }: ChildOptions): Child {
  const child = spawn(process.execPath, ["--no-warnings", "--import", guard, script, ...args], {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => onLine(stripVTControlCharacters(line)));
  }
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });

  async function stop(): Promise<void> {
    const { pid } = child;
    if (pid === undefined) return;
    const deadline = Date.now() + patienceMs;
    signalGroup(pid, "SIGTERM");
    while (signalGroup(pid, 0)) {
      if (Date.now() > deadline) signalGroup(pid, "SIGKILL");
      await wait(50);
    }
  }
  return { ended, stop };
}

/** False when nobody is left in the group. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
