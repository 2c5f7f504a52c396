import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Metafile, packageWeights } from "./package-weights.ts";
import type { Figure } from "./table.ts";

const workers = [
  { name: "auth", gzipBudgetKilobytes: 195 },
  // It weighs 429 kB and may grow by 2 %: links to exports and what is put aside came last. The model's official client
  // takes 86 kB of it (decision 21), the OpenAPI document 25 kB. Minified, planning, contracts and Zod take over 100 kB each
  // and the database's client 147 kB. No package is there twice, and of Zod's locales English alone.
  { name: "api", gzipBudgetKilobytes: 436 },
] as const;

/** What `wrangler check startup` is told of each worker. The floor is a worker that is little more than Hono. */
const startUps = {
  floor: { config: "bench/auth/wrangler.toml", entry: "bench/auth/floor.worker.ts" },
  auth: { config: "wrangler.auth.toml", entry: "" },
  api: { config: "wrangler.api.toml", entry: "" },
} as const;
type StartUp = keyof typeof startUps;

const startUpRuns = 5;
/**
 * The floor takes 6 to 12 ms on the same machine from one run to the next, so the ratio spreads: 3 to 6 for auth, 5 to 10
 * for api were measured. What it catches is a module that does real work at the start; Cloudflare allows a second.
 */
const startUpBudgetTimes = 14;

/**
 * Size of each worker's script as it is uploaded, in kB of 1,000 bytes, and which packages make it up. Takes the bytes of
 * the built scripts, gzipped.
 */
export async function bundleFigures(bytes: Readonly<Record<"auth" | "api", number>>): Promise<Figure[]> {
  const figures = await Promise.all(
    workers.map(async ({ name, gzipBudgetKilobytes }): Promise<Figure[]> => {
      const size = {
        name: `${name} worker, minified and gzipped`,
        value: bytes[name] / 1000,
        unit: "kB",
        budget: gzipBudgetKilobytes,
      };
      const packages = packageWeights(Metafile.parse(JSON.parse(await readFile(metafileOf(name), "utf8"))));
      return [
        size,
        ...packages.slice(0, heaviest).map(([owner, bytes]) => ({
          name: `${name} worker: ${owner}, minified`,
          value: bytes / 1000,
          unit: "kB",
        })),
      ];
    }),
  );
  return figures.flat();
}

const heaviest = 8;
const metafileOf = (name: string) => `dist/${name}/bundle-meta.json`;

/**
 * Time that each worker's modules take to start in workerd, from its CPU profile: the least disturbed of five runs. What
 * has a budget is how many times as long as the floor that is, since the milliseconds are the machine's.
 */
export async function startUpFigures(folder: string): Promise<Figure[]> {
  const least = { floor: Infinity, auth: Infinity, api: Infinity };
  for (let run = 0; run < startUpRuns; run += 1) {
    for (const name of ["floor", "auth", "api"] as const) {
      least[name] = Math.min(least[name], await startUp(name, folder));
    }
  }
  return [
    { name: "Hono alone", value: least.floor, unit: "ms" },
    ...(["auth", "api"] as const).flatMap((name) => [
      { name: `${name} worker`, value: least[name], unit: "ms" },
      {
        name: `${name} worker against the floor`,
        value: least[name] / least.floor,
        unit: "times",
        budget: startUpBudgetTimes,
      },
    ]),
  ];
}

interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

async function startUp(name: StartUp, folder: string): Promise<number> {
  const outfile = join(folder, `${name}.cpuprofile`);
  const { config, entry } = startUps[name];
  await promisify(execFile)(
    "wrangler",
    ["check", "startup", "-c", config, `--args=${entry} -c ${config} --minify`, "--outfile", outfile],
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
