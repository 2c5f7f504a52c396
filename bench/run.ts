import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleWorker } from "../tools/bundle.ts";
import { boardFigures } from "./api/board.ts";
import { deliveryFigures } from "./api/deliveries.ts";
import { besideBetterAuthFigures } from "./auth/beside-better-auth.ts";
import { bearerCheckFigures } from "./auth/bearer-check.ts";
import { enumerationFigures } from "./auth/enumeration.ts";
import { type AuthBench, startAuthBench } from "./auth/start.ts";
import { bundleFigures, startUpFigures } from "./bundles.ts";
import { governanceFigures } from "./governance.ts";
import { orchestrationFigures } from "./orchestration/orchestration.ts";
import { roundTripFigures } from "./round-trips.ts";
import { type Figure, printTable } from "./table.ts";
import { webFigures } from "./web.ts";
import { webhookFigures } from "./webhook.ts";

/** Measures what has a budget and fails when one is broken: the parts that are named, or all. */
const parts = {
  // First, while the process holds nothing else.
  governance: () => table("Governance", governanceFigures()),
  bundles: () => table("Bundles", bundleFigures(bytes)),
  web: () => table("Script that a page loads before it works", webFigures()),
  "start-up": () => table("Start-up in workerd", startUpFigures(folder)),
  webhook: () => table("Verifying a delivery of 1 MB", webhookFigures(folder)),
  "round-trips": () => table("Round trips to the database", roundTripFigures()),
  orchestration: () => table("Orchestration, beside the classic design", orchestrationFigures()),
  auth: () =>
    onAuthBench(async (bench) => [
      ...(await table("Auth, beside better-auth", besideBetterAuthFigures(bench))),
      ...(await table("Bearer check, beside the floor", bearerCheckFigures(bench))),
      ...(await table("Enumeration", enumerationFigures(bench))),
    ]),
  board: () => onAuthBench((bench) => table("A board of 1,000 tasks, beside the floor", boardFigures(bench))),
  deliveries: () => onAuthBench((bench) => table("Deliveries, beside the floor", deliveryFigures(bench))),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  throw new TypeError(`There is no ${unknown.join(", ")}. There are ${Object.keys(parts).join(", ")}.`);
}

const folder = await mkdtemp(join(tmpdir(), "alva-bench-"));
const [auth, api] = await Promise.all([bundleWorker("auth"), bundleWorker("api")]);
const bytes = { auth, api };
const broken: Figure[] = [];
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) broken.push(...(await measure()));
  }
} finally {
  await rm(folder, { recursive: true });
}
if (broken.length > 0) {
  console.error(`\nBudget broken: ${broken.map(({ name }) => name).join(", ")}`);
  process.exitCode = 1;
}

async function table(title: string, figures: Figure[] | Promise<Figure[]>): Promise<Figure[]> {
  return printTable(title, await figures);
}

async function onAuthBench(measure: (bench: AuthBench) => Promise<Figure[]>): Promise<Figure[]> {
  const bench = await startAuthBench();
  try {
    return await measure(bench);
  } finally {
    await bench.close();
  }
}
