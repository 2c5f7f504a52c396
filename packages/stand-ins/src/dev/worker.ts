import { setTimeout as wait } from "node:timers/promises";
import type { Child } from "./child-process.ts";
import { isFree } from "./free-port.ts";
import { startWrangler, type Wrangler } from "./wrangler.ts";

interface WorkerOptions {
  readonly name: "auth" | "api";
  readonly port: number;
  /** The folder with `wrangler.<name>.toml`. */
  readonly root: string;
  /** Aborts a start, the first or a later one. */
  readonly signal: AbortSignal;
  /** Sentences for the person at the keyboard. */
  readonly say: (sentence: string) => void;
  /** What the worker itself prints. */
  readonly log: (line: string) => void;
}

/** A worker under `wrangler dev` that is started again when it ends. */
export interface DevWorker {
  stop(): Promise<void>;
}

const startDeadlineMs = 60_000;
const firstStarts = 3;
const restartAfterMs = 2000;
const checkEveryMs = 2000;
const cronEveryMs = 15_000;
/** Wrangler starts a crashed runtime again by itself; after this long without an answer we start Wrangler again. */
const silenceMs = 20_000;

/**
 * Starts a worker and resolves when it answers `/health`. From then on it is watched: when it ends, it is started again,
 * unless somebody else has its port by then. Its cron handler runs every 15 seconds. Rejects, with what Wrangler said,
 * when the first start fails.
 */
export async function startWorker({ name, port, root, signal, say, log }: WorkerOptions): Promise<DevWorker> {
  const stopping = new AbortController();
  const run = () => startWrangler({ name, port, root, log });
  const origin = `http://127.0.0.1:${port}`;
  let child = await run();
  await firstStart(firstStarts);
  const watched = watch();
  const ticking = tick();

  async function firstStart(tries: number): Promise<void> {
    try {
      await untilHealthy(child);
    } catch (error) {
      await child.stop();
      // Wrangler looks for free ports for parts of its own, and somebody else may take one before it does.
      const lostRace =
        child.said.some((line) => line.includes("Address already in use")) && (await isFree(port));
      if (tries <= 1 || !lostRace) throw error;
      child = await run();
      await firstStart(tries - 1);
    }
  }

  async function untilHealthy({ ended, said }: Wrangler): Promise<void> {
    let end: string | undefined;
    void ended.then((how) => (end = how));
    const deadline = Date.now() + startDeadlineMs;
    while (!(await isHealthy())) {
      signal.throwIfAborted();
      if (stopping.signal.aborted) return;
      if (end !== undefined || Date.now() > deadline) {
        const why =
          end === undefined ? `did not answer within ${startDeadlineMs / 1000} s` : `ended (${end})`;
        throw new Error(
          `The ${name} worker ${why}. Wrangler said:\n${said.join("\n").trim() || "(nothing)"}`,
        );
      }
      await wait(150);
    }
  }

  async function isHealthy(): Promise<boolean> {
    const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(5000) }).catch(
      () => undefined,
    );
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const why = await trouble(child);
      if (stopping.signal.aborted) return;
      say(`The ${name} worker ${why}. Starting it again.`);
      await child.stop();
      await pause(restartAfterMs);
      if (!(await isFree(port))) {
        say(`Port ${port} now belongs to another process; I leave the ${name} worker to it.`);
        while (!stopping.signal.aborted && !(await isFree(port))) await pause(checkEveryMs);
      }
      if (stopping.signal.aborted) return;
      child = await run();
      await untilHealthy(child).then(
        () => stopping.signal.aborted || say(`The ${name} worker runs again on port ${port}.`),
        (error: unknown) => signal.aborted || say(error instanceof Error ? error.message : String(error)),
      );
    }
  }

  /** Resolves when the worker needs to be started again, to the reason. */
  async function trouble({ ended }: Child): Promise<string> {
    let end: string | undefined;
    void ended.then((how) => (end = how));
    let lastAnswer = Date.now();
    while (!stopping.signal.aborted) {
      await Promise.race([ended, pause(checkEveryMs)]);
      if (end !== undefined) return `ended (${end})`;
      if (await isHealthy()) lastAnswer = Date.now();
      if (Date.now() - lastAnswer > silenceMs) return `has not answered for ${silenceMs / 1000} s`;
    }
    return "is to stop";
  }

  async function tick(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pause(cronEveryMs);
      const ran = fetch(`${origin}/cdn-cgi/handler/scheduled`, { signal: AbortSignal.timeout(cronEveryMs) });
      const answer = await ran.catch(() => undefined);
      await answer?.body?.cancel();
    }
  }

  function pause(ms: number): Promise<void> {
    return wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  return {
    async stop() {
      stopping.abort();
      await child.stop();
      await Promise.all([watched, ticking]);
    },
  };
}
