import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { boardFigures } from "./api/board.ts";
import { deliveryFigures } from "./api/deliveries.ts";
import { besideBetterAuthFigures } from "./auth/beside-better-auth.ts";
import { bearerCheckFigures } from "./auth/bearer-check.ts";
import { enumerationFigures } from "./auth/enumeration.ts";
import { startAuthBench } from "./auth/start.ts";
import { bundleFigures, startUpFigures } from "./bundles.ts";
import { governanceFigures } from "./governance.ts";
import { orchestrationFigures } from "./orchestration/orchestration.ts";
import { roundTripFigures } from "./round-trips.ts";
import { type Figure, printTable } from "./table.ts";
import { webFigures } from "./web.ts";
import { webhookFigures } from "./webhook.ts";

/** Measures what has a budget and fails when one is broken. */
const folder = await mkdtemp(join(tmpdir(), "alva-bench-"));
try {
  const broken = [
    // First, while the process holds nothing else.
    ...printTable("Governance", governanceFigures()),
    ...printTable("Bundles", await bundleFigures()),
    ...printTable("Script that a page loads before it works", await webFigures()),
    ...printTable("Start-up in workerd", await startUpFigures(folder)),
    ...printTable("Verifying a delivery of 1 MB", await webhookFigures(folder)),
    ...printTable("Round trips to the database", await roundTripFigures()),
    ...printTable("Orchestration, beside the classic design", await orchestrationFigures()),
    ...(await authTables()),
  ];
  if (broken.length > 0) {
    console.error(`\nBudget broken: ${broken.map(({ name }) => name).join(", ")}`);
    process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true });
}

async function authTables(): Promise<Figure[]> {
  const bench = await startAuthBench();
  try {
    return [
      ...printTable("Auth, beside better-auth", await besideBetterAuthFigures(bench)),
      ...printTable("Bearer check, beside the floor", await bearerCheckFigures(bench)),
      ...printTable("A board of 1,000 tasks, beside the floor", await boardFigures(bench)),
      ...printTable("Deliveries, beside the floor", await deliveryFigures(bench)),
      ...printTable("Enumeration", await enumerationFigures(bench)),
    ];
  } finally {
    await bench.close();
  }
}
