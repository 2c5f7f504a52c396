import type { CustomPlan } from "@alva/contracts/custom-plan";
import { quickWinMinutes } from "./bounds.ts";
import type { Facts } from "./facts.ts";
import { enabledModules, type ModuleKey } from "./module-keys.ts";
import * as z from "zod";

/** What a module should aim for, within 20 %. */
export const Allowance = z.object({
  budget_minutes: z.int().min(0).describe("Minutes over the 13 weeks, quick wins not counted"),
  quick_wins_per_week: z.int().min(0).max(5),
  largest_effort: z.literal([1, 2, 3]),
});
export type Allowance = z.infer<typeof Allowance>;

/** Shares the weeks among the modules that run, by their channel's priority (plan pipeline, section 2.3). */
export function moduleAllowances(plan: CustomPlan, facts: Facts): ReadonlyMap<ModuleKey, Allowance> {
  const modules = enabledModules(plan);
  const weights = new Map(modules.map((key) => [key, weightOf(key, plan)]));
  const totalWeight = modules.reduce((sum, key) => sum + (weights.get(key) ?? 0), 0);
  const quickWins = dealQuickWins(modules, facts.quick_wins_per_week);
  const minutes = 13 * (facts.weekly_capacity_minutes - quickWinMinutes * facts.quick_wins_per_week);
  return new Map(
    modules.map((key) => [
      key,
      {
        budget_minutes: Math.floor((minutes * (weights.get(key) ?? 0)) / totalWeight),
        quick_wins_per_week: quickWins.get(key) ?? 0,
        largest_effort: facts.largest_effort,
      },
    ]),
  );
}

const weightOfPriority = { high: 3, medium: 2, low: 1 };

function weightOf(key: ModuleKey, { channels }: CustomPlan): number {
  return Math.max(
    1,
    ...channels.filter(({ channel }) => channel === key).map(({ priority }) => weightOfPriority[priority]),
  );
}

/** One by one, so that no module gets two more than another. */
function dealQuickWins(modules: readonly ModuleKey[], count: number): Map<ModuleKey, number> {
  const players = (["social", "email", "blog"] as const).filter((key) => modules.includes(key));
  return new Map(
    players.map((key, index) => [key, Math.floor((count + players.length - 1 - index) / players.length)]),
  );
}
