import type { TestProjectInlineConfiguration } from "vitest/config";
import { inWorkerd, onStandIns, planSchedules } from "./vitest.shared.ts";

/** How many random schedules of a plan's making are tried; `PLAN_SCHEDULES=10000 pnpm test plan-run` for more. */
const schedules = Number(process.env["PLAN_SCHEDULES"] ?? 200);
/** What they are drawn from; `PLAN_SEED=7` for others. */
const seed = Number(process.env["PLAN_SEED"] ?? 20_261_124);

const shards = [0, 1];

/** The random schedules, in two parts at once: each has stand-ins of its own, since faults strike whoever comes first. */
export const scheduleProjects = shards.map((shard): TestProjectInlineConfiguration => ({
  root: import.meta.dirname,
  plugins: [inWorkerd({ PLAN_SCHEDULES: Math.ceil(schedules / shards.length), PLAN_SEED: seed + shard })],
  test: {
    ...onStandIns,
    name: `plan schedules ${shard + 1}`,
    include: [planSchedules],
    maxWorkers: shards.length,
    // Vitest runs what has other numbers of workers by itself.
    sequence: { groupOrder: 1 },
  },
}));
