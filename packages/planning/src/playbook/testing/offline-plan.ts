import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { MasterPlan } from "@alva/contracts/master-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { govern } from "../../governance.ts";
import { readModuleAnswer } from "../../modules/read-answer.ts";
import { moduleRequest, strategyRequest } from "../../prompts/requests.ts";
import { closureBlocks } from "../../strategy/closures.ts";
import { type Facts, prepare } from "../../strategy/facts.ts";
import { enabledModules } from "../../strategy/module-keys.ts";
import { readStrategyAnswer } from "../../strategy/read-answer.ts";
import type { Reading } from "../../validators/messages.ts";
import type { ValidModule } from "../../validators/validate-module.ts";
import { answerOffline } from "../answer-offline.ts";

/** A whole run, answered offline: what the readings accepted and what governance made of it. */
export interface OfflinePlan {
  facts: Facts;
  plan: CustomPlan;
  modules: ValidModule[];
  master: MasterPlan;
}

/** Runs the pipeline on a profile without a model; throws what a reading refused. */
export function makeOfflinePlan(profile: ClientProfile, at: string): OfflinePlan {
  const facts = prepare(profile, at);
  const strategy = readStrategyAnswer(ask(strategyRequest({ facts, profile })), { facts, profile });
  const { plan } = accepted(strategy);
  const context = { facts, profile, plan };
  const modules = enabledModules(plan).map((key) =>
    accepted(readModuleAnswer(key, ask(moduleRequest(key, context)), context)),
  );
  const master = govern({
    client_id: profile.client_id,
    timezone: facts.timezone,
    generated_at: at,
    weekly_capacity_hours: facts.weekly_capacity_hours,
    effective_ad_budget: facts.effective_ad_budget,
    channel_enables: plan.channel_enables,
    platform_enables: plan.platform_enables,
    modules: modules.map(({ output }) => output),
    fixed: closureBlocks(facts),
    pre_log: modules.flatMap(({ pre_log }) => pre_log),
  });
  return { facts, plan, modules, master };
}

function ask(request: object): string {
  const answer = answerOffline(request);
  if (answer === undefined) throw new Error("The playbook did not know its own request.");
  return answer;
}

function accepted<Answer>(reading: Reading<Answer>): Answer {
  if (!reading.ok) throw new Error(reading.messages.join("\n"));
  return reading;
}
