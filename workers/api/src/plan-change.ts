import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { PlanChangePreview, PlanComparison, Replan, ReplanWish } from "@alva/contracts/plan-changes";
import type { Plan } from "@alva/contracts/plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { settle } from "@alva/contracts/profile-rules";
import type { Means } from "@alva/contracts/simulation";
import { ApiError } from "@alva/http/api-error";
import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import { profileHash } from "@alva/planning/profile-facts";
import { switchChannels } from "@alva/planning/replan/channel-switches";
import { comparePlans } from "@alva/planning/replan/compare-plans";
import { type MergeAgain, type MergedAgain, mergeAgain, previewOf } from "@alva/planning/replan/merge-again";
import { StoredModule } from "./merge-plan.ts";
import type { Comparison, PlanChangeBasis } from "./queries/plan-change-basis.ts";

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
  const profile = withMeans(basis.profile, wish);
  const modules = storedModules(basis);
  const { customPlan, channels } = switchedStrategy(basis, { profile, modules, wanted: wish.channels ?? {} });
  const windowStart = basis.current_plan.window_start;
  const again = mergeOver(basis, { profile, customPlan, modules, windowStart });
  const merged = unlessOver(mergeAgain(again));
  return {
    preview: { ...previewOf(again, merged), channels, revision: revisionOf(basis, wish) },
    merged,
    customPlan,
    changedProfile: profile === basis.profile ? undefined : { profile, profileHash: profileHash(profile) },
  };
}

/** A proposed plan over the current board. Throws `state_conflict` when its weeks are over. */
export function proposed(basis: PlanChangeBasis): PlanChange {
  const { standing, plan, plan_profile: profile } = basis;
  if (standing !== "proposed" || !plan) {
    throw new ApiError("state_conflict", "This plan is not one that waits to be applied.");
  }
  const modules = storedModules(basis);
  const { customPlan, channels } = switchedStrategy(basis, { profile, modules, wanted: {} });
  const again = mergeOver(basis, { profile, customPlan, modules, windowStart: plan.window_start });
  const merged = unlessOver(mergeAgain(again));
  return { preview: { ...previewOf(again, merged), channels, revision: revisionOf(basis, {}) }, merged };
}

/** Two plans side by side. Throws `state_conflict` when one of them is not ready. */
export function compared({ before, after, basis }: Comparison): PlanComparison {
  if (basis && before.standing === "current" && after.standing === "proposed") return proposed(basis).preview;
  return comparePlans(ready(before), ready(after));
}

function ready({ master_plan: masterPlan, custom_plan: customPlan }: Plan) {
  if (masterPlan && customPlan) return { masterPlan, customPlan };
  throw new ApiError("state_conflict", "Both plans have to be ready to be compared.");
}

interface Switch {
  readonly profile: ClientProfile;
  readonly modules: readonly StoredModule[];
  readonly wanted: NonNullable<Replan["channels"]>;
}

/** The plan's strategy with its channels on or off as the profile's gates and the owner have it. */
export function switchedStrategy(
  { custom_plan, plan_profile }: PlanChangeBasis,
  { profile, modules, wanted }: Switch,
) {
  if (!custom_plan) throw new TypeError("a plan that was merged has a strategy");
  const channels = switchChannels({
    enables: custom_plan.channel_enables,
    profileBefore: plan_profile,
    profile,
    written: new Set(modules.map(({ output }) => output.module_key)),
    wanted,
  });
  const isOn = (channel: keyof CustomPlan["channel_enables"]) =>
    channels.some((one) => one.channel === channel && one.on);
  const channel_enables = {
    ppc: isOn("ppc"),
    social: isOn("social"),
    email: isOn("email"),
    blog: isOn("blog"),
    seo: isOn("seo"),
    ops: isOn("ops"),
  };
  return { channels, customPlan: { ...custom_plan, channel_enables } };
}

interface MergeOver {
  readonly profile: ClientProfile;
  readonly customPlan: CustomPlan;
  readonly modules: readonly StoredModule[];
  readonly windowStart: string;
}

/** What merging these modules again over the current board takes. */
export function mergeOver(
  basis: PlanChangeBasis,
  { profile, customPlan, modules, windowStart }: MergeOver,
): MergeAgain {
  return {
    client_id: profile.client_id,
    // A plan keeps its zone; the next one in its place has its owner's.
    timezone: profile.user_profile.timezone,
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
}

function unlessOver(merged: MergedAgain | null): MergedAgain {
  if (merged) return merged;
  throw new ApiError("state_conflict", "This plan's 13 weeks are over; make a new one.");
}

/** The profile with other hours or money, under its next version; the very same one when nothing differs. */
export function withMeans(profile: ClientProfile, { hours, monthly_ad_budget }: Means): ClientProfile {
  const constraints = {
    ...profile.constraints,
    ...(hours !== undefined && { weekly_marketing_time_hours: hours }),
    ...(monthly_ad_budget !== undefined && { monthly_ad_budget }),
  };
  const changed = settle({ ...profile, constraints });
  if (canonicalJson(changed) === canonicalJson(profile)) return profile;
  return { ...changed, profile_version: profile.profile_version + 1 };
}

/** What the modules of a plan once answered. */
export function storedModules({ outputs }: PlanChangeBasis): StoredModule[] {
  return (outputs ?? []).flatMap((output) => {
    const stored = StoredModule.safeParse(output);
    return stored.success ? [stored.data] : [];
  });
}

/** Names the board, the plan and the wish together: who confirms it confirms what they were shown. */
function revisionOf({ board_revision, id }: PlanChangeBasis, wish: ReplanWish): string {
  return sha256Hex(canonicalJson([board_revision, id, wish]));
}
