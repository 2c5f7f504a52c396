import type { ClientProfile } from "@alva/contracts/profile";
import type { Means, Simulation } from "@alva/contracts/simulation";
import { templateModule } from "@alva/planning/modules/templates";
import { mergeAgain } from "@alva/planning/replan/merge-again";
import { compareAllowances, compareBoards, compareMeans } from "@alva/planning/simulation/simulate";
import { baseCustomPlan } from "@alva/planning/strategy/base-plan";
import { closedReasons } from "@alva/planning/strategy/gates";
import { prepare } from "@alva/planning/strategy/facts";
import { moduleKeys } from "@alva/planning/strategy/module-keys";
import type { StoredModule } from "./merge-plan.ts";
import { mergeOver, storedModules, switchedStrategy, withMeans } from "./plan-change.ts";
import type { PlanChangeBasis } from "./queries/plan-change-basis.ts";

interface SimulationBasis {
  readonly profile: ClientProfile;
  /** RFC 3339. */
  readonly serverTime: string;
  /** The current plan, if there is one. */
  readonly basis: PlanChangeBasis | undefined;
}

/** What other means would change: of the current plan while its weeks last, otherwise of what the profile would allow. */
export function simulate({ profile: before, serverTime, basis }: SimulationBasis, means: Means): Simulation {
  const after = withMeans(before, means);
  const compared = compareMeans({ before, after });
  const boards = basis && overBoard(basis, { profile: after, serverTime });
  return { ...compared, ...(boards ?? compareAllowances({ before, after }, serverTime)) };
}

function overBoard(basis: PlanChangeBasis, { profile, serverTime }: Omit<SimulationBasis, "basis">) {
  const stored = storedModules(basis);
  const modules = [...stored, ...openedModules(basis, { stored, profile, serverTime })];
  const { customPlan } = switchedStrategy(basis, { profile, modules, wanted: {} });
  const windowStart = basis.current_plan.window_start;
  const again = mergeOver(basis, { profile, customPlan, modules, windowStart });
  const merged = mergeAgain(again);
  return merged ? compareBoards(again, merged) : undefined;
}

interface Opening {
  readonly stored: readonly StoredModule[];
  readonly profile: ClientProfile;
  readonly serverTime: string;
}

/** Standard tasks of the channels that had no gate open so far, to show what time they would take. */
function openedModules(
  { plan_profile }: PlanChangeBasis,
  { stored, profile, serverTime }: Opening,
): StoredModule[] {
  const facts = prepare(profile, serverTime);
  const context = { facts, profile, plan: baseCustomPlan(facts, profile) };
  const before = closedReasons(plan_profile);
  return moduleKeys
    .filter((key) => before[key] !== null && facts.gates[key].open)
    .filter((key) => stored.every(({ output }) => output.module_key !== key))
    .map((key) => ({ output: templateModule(key, context), pre_log: [], fallback: true }));
}
