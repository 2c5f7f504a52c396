import { setTimeout as wait } from "node:timers/promises";
import { developmentFolder, ensureFolder, projectRoot } from "../dev/folder.ts";
import { takeLock, whoRuns, type Addresses } from "../dev/lock.ts";
import { createDevelopment } from "../dev/start.ts";

/** A product to talk to. */
export interface RunningProduct {
  /** Resolves once everything answers. Rejects with a sentence. */
  readonly addresses: Promise<Addresses>;
  /** Ends what was started for this run and leaves alone what ran before. */
  close(): Promise<void>;
}

type Options = Pick<Parameters<typeof createDevelopment>[0], "thinkMs" | "web" | "env" | "say">;

const folder = developmentFolder(projectRoot);
const patienceMs = 120_000;
const checkEveryMs = 500;

/** The product that runs from this folder already, or one that is started now. */
export async function ensureRunning(options: Options): Promise<RunningProduct> {
  await ensureFolder(folder);
  const taken = await takeLock(folder);
  if ("heldBy" in taken) {
    options.say(`Using the Alva that runs already (process ${taken.heldBy.pid}).`);
    return { addresses: waitForAddresses(), close: () => Promise.resolve() };
  }
  const development = createDevelopment({
    ...options,
    root: projectRoot,
    fresh: false,
    log: () => undefined,
  });
  const addresses = development.start().then(async (found) => {
    await taken.lock.publish(found);
    return found;
  });
  return {
    addresses,
    async close() {
      await development.close();
      await taken.lock.release();
    },
  };
}

async function waitForAddresses(): Promise<Addresses> {
  const began = Date.now();
  while (Date.now() - began < patienceMs) {
    const running = await whoRuns(folder);
    if (!running) throw new Error("The Alva that was starting here has ended. Run this again.");
    if (running.addresses) return running.addresses;
    await wait(checkEveryMs);
  }
  throw new Error("The Alva that is starting here has not become ready within two minutes.");
}
