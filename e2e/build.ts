import { bundleWorker } from "../tools/bundle.ts";

/** Vitest's global set-up: the tests of this folder run what would be deployed. */
export async function setup(): Promise<void> {
  await Promise.all([bundleWorker("auth"), bundleWorker("api")]);
}
