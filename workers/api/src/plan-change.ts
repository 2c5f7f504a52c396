import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { PlanChangePreview, Replan } from "@alva/contracts/plan-changes";
import type { ClientProfile } from "@alva/contracts/profile";
import { settle } from "@alva/contracts/profile-rules";
import { ApiError } from "@alva/http/api-error";
import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import { profileHash } from "@alva/planning/profile-facts";
import { switchChannels } from "@alva/planning/replan/channel-switches";
import { type MergeAgain, type MergedAgain, mergeAgain, previewOf } from "@alva/planning/replan/merge-again";
import { StoredModule } from "./merge-plan.ts";
import type { PlanChangeBasis } from "./queries/plan-changes.ts";

/** A change to the current plan, worked out: what it would do, and what applying it needs. */
export interface PlanChange {
  readonly preview: PlanChangePreview;
  readonly merged: MergedAgain;
}

interface ReplanChange extends PlanChange {
  readonly customPlan: CustomPlan;
  readonly changedProfile: { readonly profile: ClientProfile; readonly profileHash: string } | undefined;
}

/** The current plan fitted to a wish, from the newest profile. Throws `state_conflict` when its weeks are over. */
export function replanned(basis: PlanChangeBasis, { confirm: _, ...wish }: Replan): ReplanChange {
  const { profile, changedProfile } = withMeans(basis.profile, wish);
  const custom = strategyOf(basis);
  const channels = switchChannels({
    enables: custom.channel_enables,
    profileBefore: basis.plan_profile,
    profile,
    written: new Set(storedModules(basis).map(({ output }) => output.module_key)),
    wanted: wish.channels ?? {},
  });
  const { social, email, ppc, blog, seo, ops } = Object.fromEntries(
    channels.map(({ channel, on }) => [channel, on]),
  );
  const customPlan = {
    ...custom,
    channel_enables: {
      ppc: ppc ?? false,
      social: social ?? false,
      email: email ?? false,
      blog: blog ?? false,
      seo: seo ?? false,
      ops: ops ?? false,
    },
  };
  const change = merge(basis, { profile, customPlan, windowStart: basis.current_plan.window_start });
  const revision = revisionOf(basis, wish);
  return { ...change, preview: { ...change.preview, revision, channels }, customPlan, changedProfile };
}

/** A proposed plan over the current board. Throws `state_conflict` when its weeks are over. */
export function proposed(basis: PlanChangeBasis): PlanChange {
  const { standing, plan, plan_profile: profile } = basis;
  if (standing !== "proposed" || !plan) {
    throw new ApiError("state_conflict", "This plan is not one that waits to be applied.");
  }
  const customPlan = strategyOf(basis);
  const change = merge(basis, { profile, customPlan, windowStart: plan.window_start });
  const channels = switchChannels({
    enables: customPlan.channel_enables,
    profileBefore: profile,
    profile,
    written: new Set(storedModules(basis).map(({ output }) => output.module_key)),
    wanted: {},
  });
  return { ...change, preview: { ...change.preview, revision: revisionOf(basis, {}), channels } };
}

interface Means {
  readonly profile: ClientProfile;
  readonly customPlan: CustomPlan;
  readonly windowStart: string;
}

function merge(basis: PlanChangeBasis, { profile, customPlan, windowStart }: Means) {
  const modules = storedModules(basis);
  const wish: MergeAgain = {
    client_id: profile.client_id,
    timezone: basis.current_plan.timezone,
    generated_at: basis.server_time,
    channel_enables: customPlan.channel_enables,
    platform_enables: customPlan.platform_enables,
    modules: modules.map(({ output, fallback }) => ({ ...output, fallback })),
    pre_log: modules.flatMap(({ pre_log }) => pre_log),
    profile,
    windowStart,
    today: basis.today,
    board: {
      windowStart: basis.current_plan.window_start,
      weeklyCapacityHours: basis.current_plan.weekly_capacity_hours,
      tasks: basis.tasks ?? [],
    },
  };
  const merged = mergeAgain(wish);
  if (!merged) throw new ApiError("state_conflict", "This plan's 13 weeks are over; make a new one.");
  return { merged, preview: previewOf(wish, merged) };
}

/** The profile with other hours or money; what changed is to be its next version. */
function withMeans(profile: ClientProfile, { hours, monthly_ad_budget }: Omit<Replan, "confirm">) {
  const constraints = {
    ...profile.constraints,
    ...(hours !== undefined && { weekly_marketing_time_hours: hours }),
    ...(monthly_ad_budget !== undefined && { monthly_ad_budget }),
  };
  const changed = settle({ ...profile, constraints });
  if (canonicalJson(changed) === canonicalJson(profile)) return { profile, changedProfile: undefined };
  const next = { ...changed, profile_version: profile.profile_version + 1 };
  return { profile: next, changedProfile: { profile: next, profileHash: profileHash(next) } };
}

function storedModules({ outputs }: PlanChangeBasis): StoredModule[] {
  return (outputs ?? []).flatMap((output) => {
    const stored = StoredModule.safeParse(output);
    return stored.success ? [stored.data] : [];
  });
}

function strategyOf({ custom_plan }: PlanChangeBasis): CustomPlan {
  if (!custom_plan) throw new TypeError("a plan that was merged has a strategy");
  return custom_plan;
}

/** Names the board, the plan and the wish together: who confirms it confirms what they were shown. */
function revisionOf({ board_revision, id }: PlanChangeBasis, wish: Omit<Replan, "confirm">): string {
  return sha256Hex(canonicalJson([board_revision, id, wish]));
}
