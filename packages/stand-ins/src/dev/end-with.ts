import { findStarters } from "./starters.ts";

const checkEveryMs = 1000;

/**
 * Runs `end` once and then exits with `exitCode`, when the person asks for it (Ctrl-C), the system does (SIGTERM), the
 * terminal closes (SIGHUP), or the package manager that started us is gone. A second signal does not wait.
 */
export function endWith(end: (reason: string) => Promise<void>, exitCode = 0): void {
  let ending = false;
  const once = (reason: string) => {
    if (ending) process.exit(1);
    ending = true;
    end(reason).then(
      () => process.exit(exitCode),
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : String(error));
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", () => once("Stopped."));
  process.on("SIGTERM", () => once("Asked to stop."));
  process.on("SIGHUP", () => once("The terminal is gone."));
  // A closed terminal also closes the pipe that we write to; that alone must not keep us from ending in order.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);

  void watchStarters(() => !ending && once("The package manager that started this is gone."));
}

async function watchStarters(onGone: () => void): Promise<void> {
  const starters = await findStarters();
  const watch = setInterval(() => {
    if (starters.every(exists)) return;
    clearInterval(watch);
    onGone();
  }, checkEveryMs);
  watch.unref();
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
