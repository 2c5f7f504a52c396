import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundleWorker } from "../tools/bundle.ts";
import type { Figure } from "./table.ts";

const workers = [
  { name: "auth", gzipBudgetKilobytes: 195 },
  { name: "api", gzipBudgetKilobytes: 250 },
] as const;

const startUpBudgetMilliseconds = 50;
const startUpRuns = 5;

/** Size of each worker as it is uploaded, in kB of 1,000 bytes. */
export async function bundleFigures(): Promise<Figure[]> {
  return Promise.all(
    workers.map(async ({ name, gzipBudgetKilobytes }) => {
      return {
        name: `${name} worker, minified and gzipped`,
        value: (await bundleWorker(name)) / 1000,
        unit: "kB",
        budget: gzipBudgetKilobytes,
      };
    }),
  );
}

/** Time that each worker's modules take to start in workerd, from its CPU profile: the least disturbed of five runs. */
export async function startUpFigures(folder: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name } of workers) {
    const runs: number[] = [];
    for (let run = 0; run < startUpRuns; run += 1) runs.push(await startUp(name, folder));
    figures.push({
      name: `${name} worker`,
      value: Math.min(...runs),
      unit: "ms",
      budget: startUpBudgetMilliseconds,
    });
  }
  return figures;
}

interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

async function startUp(name: string, folder: string): Promise<number> {
  const outfile = join(folder, `${name}.cpuprofile`);
  const config = `wrangler.${name}.toml`;
  await promisify(execFile)(
    "wrangler",
    ["check", "startup", "-c", config, `--args=-c ${config} --minify`, "--outfile", outfile],
    { env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  const { nodes, samples, timeDeltas }: CpuProfile = JSON.parse(await readFile(outfile, "utf8"));
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === "(idle)").map(({ id }) => id),
  );
  const microseconds = samples.reduce(
    (sum, id, index) => sum + (idle.has(id) ? 0 : (timeDeltas[index] ?? 0)),
    0,
  );
  return microseconds / 1000;
}
