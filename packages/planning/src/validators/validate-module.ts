import type { Reason } from "@alva/contracts/custom-plan";
import type { ResolutionLogEntry } from "@alva/contracts/master-plan";
import type { ModuleOutput } from "../modules/module-output.ts";
import type { TaskProposal } from "../modules/task-proposal.ts";
import { answered } from "../profile-facts.ts";
import { clampArtifacts, type PlanContext } from "./clamp-artifacts.ts";
import { ownHost } from "./links.ts";
import { cutMessages, type Reading } from "./messages.ts";
import { aimsAtMinors, brokenPolicies, type Policy } from "./policies.ts";
import { unsafeTexts } from "./unsafe-texts.ts";

/** A module's output that may be governed, and what was decided about it before. */
export interface ValidModule {
  output: ModuleOutput;
  pre_log: ResolutionLogEntry[];
}

/**
 * The checks of plan pipeline section 3.1 after the schema. Tasks that break a policy are left out and logged; when they are more
 * than a third, or the artifacts themselves break one, the attempt fails. Reasons that cite unanswered fields are replaced by the
 * channel's, efforts above the owner's hours are lowered, artifacts are clamped.
 */
export function validateModule(output: ModuleOutput, context: PlanContext): Reading<ValidModule> {
  const artifactFaults = faultsOfArtifacts(output, context);
  if (artifactFaults.length > 0) return { ok: false, messages: cutMessages(artifactFaults) };

  const judged = output.tasks.map((task) => ({ task, policies: policiesOf(task, output, context) }));
  const offending = judged.filter(({ policies }) => policies.length > 0);
  if (3 * offending.length > judged.length) {
    const messages = offending.map(
      ({ task, policies }) => `tasks.${task.module_task_id}: ${policies.map(explain).join(" ")}`,
    );
    return { ok: false, messages: cutMessages(messages) };
  }

  const kept = judged.flatMap(({ task, policies }) => (policies.length > 0 ? [] : [task]));
  const lowered = kept.filter(({ effort }) => effort > context.facts.largest_effort);
  const tasks = kept.map((task) => repairTask(task, output.module_key, context));
  return {
    ok: true,
    output: clampArtifacts({ ...output, tasks }, context),
    pre_log: [
      ...logPolicies(offending, output.module_key),
      ...(lowered.length > 0 ? [writeEntry("repaired", "effort", refsOf(lowered, output.module_key))] : []),
    ],
  };
}

const explanations: Record<Policy, string> = {
  asks_credentials: "Do not ask for passwords, codes or card details.",
  ads_to_minors: "Do not aim ads at people under 18.",
  face_or_voice: "The owner is not seen or heard: no talking to camera, selfies or live video.",
  foreign_link: "Do not link to anything but the owner's website.",
  no_promos: "The owner runs no promotions: no discounts, coupons or sales in titles.",
};

function explain(policy: Policy): string {
  return explanations[policy];
}

function policiesOf(task: TaskProposal, { module_key }: ModuleOutput, { profile }: PlanContext): Policy[] {
  const { title, desc, steps = [], because, tags, channel, ref = "" } = task;
  const texts = [title, desc, ...steps, ...tags, ref, ...because.map(({ note }) => note)];
  return brokenPolicies({ title, texts, isAd: module_key === "ppc" || channel === "ppc" }, profile);
}

function faultsOfArtifacts(output: ModuleOutput, { profile }: PlanContext): string[] {
  const { artifacts, revision_notes } = output;
  const unsafe = unsafeTexts({ artifacts, revision_notes }, ownHost(profile));
  if (output.module_key !== "ppc") return unsafe;
  const young = output.artifacts.campaigns.flatMap(({ audience, goal, name }, index) =>
    [...audience.map((entry) => `reach ${entry}`), goal, name].some(aimsAtMinors)
      ? [`artifacts.campaigns.${index}: ${explain("ads_to_minors")}`]
      : [],
  );
  return [...unsafe, ...young];
}

function repairTask(task: TaskProposal, key: ModuleOutput["module_key"], context: PlanContext): TaskProposal {
  const because = task.because.filter(({ path }) => answered(context.profile, path));
  const most = context.facts.largest_effort;
  return {
    ...task,
    effort: task.effort > most ? most : task.effort,
    because: because.length > 0 ? because : channelReasons(task, key, context),
  };
}

/** Why the task's channel is in the plan, or else its module. */
function channelReasons(
  { channel }: TaskProposal,
  key: ModuleOutput["module_key"],
  { plan }: PlanContext,
): Reason[] {
  const own = plan.channels.find((entry) => entry.channel === channel);
  const module = plan.channels.find((entry) => entry.channel === key);
  return (own ?? module ?? plan.channels[0])?.because ?? [];
}

function logPolicies(
  offending: readonly { task: TaskProposal; policies: Policy[] }[],
  key: ModuleOutput["module_key"],
): ResolutionLogEntry[] {
  const byPolicy = new Map<Policy, TaskProposal[]>();
  for (const { task, policies } of offending) {
    // A task is left out once, for the first policy it breaks.
    const [policy] = policies;
    if (policy !== undefined) byPolicy.set(policy, [...(byPolicy.get(policy) ?? []), task]);
  }
  return [...byPolicy].map(([policy, tasks]) => writeEntry("policy_dropped", policy, refsOf(tasks, key)));
}

function refsOf(tasks: readonly TaskProposal[], key: ModuleOutput["module_key"]): string[] {
  return tasks.map(({ module_task_id }) => `${key}:${module_task_id}`).sort();
}

function writeEntry(type: ResolutionLogEntry["type"], detail: string, items: string[]): ResolutionLogEntry {
  return { type, week: null, count: items.length, items, detail };
}
