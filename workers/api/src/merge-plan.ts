import type { Plan } from "@alva/contracts/plan";
import { ResolutionLogEntry } from "@alva/contracts/master-plan";
import { govern } from "@alva/planning/governance";
import type { GovernInput } from "@alva/planning/governance/input";
import { ModuleOutput } from "@alva/planning/modules/module-output";
import { effectiveAdBudget } from "@alva/planning/profile-facts";
import { closureBlocks } from "@alva/planning/strategy/closures";
import { prepare } from "@alva/planning/strategy/facts";
import * as z from "zod";
import type { Ports } from "./ports.ts";
import type { Run } from "./queries/plan-runs.ts";
import { saveMasterPlanOnce } from "./queries/plans.ts";

/** A module's part of a plan as it is stored with its step. */
export const StoredModule = z.object({
  output: ModuleOutput,
  pre_log: z.array(ResolutionLogEntry),
  fallback: z.boolean(),
});
export type StoredModule = z.infer<typeof StoredModule>;

/**
 * Merges the stored module outputs of a run into its master plan and stores that, once. Governance is pure, so a merge
 * that was interrupted comes out the same when it is made again.
 */
export async function mergePlan({ db, live }: Ports, run: Run): Promise<void> {
  const { status, profile, customPlan } = run;
  const facts = prepare(profile, status.created_at);
  const modules = [...run.details.values()].flatMap(({ output }) => {
    const stored = StoredModule.safeParse(output);
    return stored.success ? [stored.data] : [];
  });
  const mergeInput: GovernInput = {
    client_id: profile.client_id,
    timezone: profile.user_profile.timezone,
    generated_at: status.created_at,
    weekly_capacity_hours: profile.constraints.weekly_marketing_time_hours,
    effective_ad_budget: effectiveAdBudget(profile),
    channel_enables: customPlan?.channel_enables ?? {},
    platform_enables: customPlan?.platform_enables ?? {},
    modules: modules.map(({ output, fallback }) => ({ ...output, fallback })),
    fixed: closureBlocks(facts),
    pre_log: modules.flatMap(({ pre_log }) => pre_log),
    profile_version: profile.profile_version,
  };
  const artifacts: Plan["artifacts"] = Object.fromEntries(
    modules.map(({ output }) => [output.module_key, output.artifacts]),
  );
  const usedTemplates = status.steps.some(({ state }) => state === "template");
  const masterPlan = govern(mergeInput);
  const saved = await saveMasterPlanOnce(db, {
    planId: status.id,
    state: usedTemplates ? "ready_partial" : "ready",
    masterPlan,
    artifacts,
    mergeInput,
  });
  if (!saved) return;
  // The last of the plan's trace: the merge follows the answer to a delivery, whose own line is written before.
  console.log(
    JSON.stringify({
      level: "info",
      event: "plan_merged",
      trace_id: run.traceId,
      plan: status.id,
      state: saved.state,
      tasks: masterPlan.tasks.length,
    }),
  );
  await live.announce(saved);
}
