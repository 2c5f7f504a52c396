import { Platform } from "@alva/contracts/custom-plan";
import type { Channel } from "@alva/contracts/master-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import * as z from "zod";
import { windowOf } from "../governance/window.ts";
import { effectiveAdBudget, weeklyCapacityMinutes } from "../profile-facts.ts";
import { cadenceBounds, largestEffort, quickWinsPerWeek } from "./bounds.ts";
import { closedDays, closedWeeks } from "./closures.ts";
import { closedReasons, usedPlatforms } from "./gates.ts";

const Gate = z.object({
  open: z.boolean(),
  reason: z.string().nullable().describe("Why it is closed, in plain words; null when open"),
});

/** What is certain about a plan before any model is asked: the gates and bounds of plan pipeline section 2.1. */
export const Facts = z.object({
  window_start: z.iso.date(),
  window_end: z.iso.date(),
  timezone: z.string(),
  weekly_capacity_hours: z.int().min(0).max(20),
  weekly_capacity_minutes: z.int().min(0),
  quick_wins_per_week: z.int().min(0).max(5),
  largest_effort: z.literal([1, 2, 3]),
  effective_ad_budget: z.number().min(0).describe("US dollars a month"),
  cadence_bounds: z.object({
    social_posts_per_week: z.int(),
    emails_per_month: z.int(),
    blogs_per_month: z.int(),
  }),
  gates: z.object({ ppc: Gate, social: Gate, email: Gate, blog: Gate, seo: Gate, ops: Gate } satisfies Record<
    Channel,
    typeof Gate
  >),
  used_platforms: z.array(Platform),
  new_platforms_allowed: z.int().min(0).max(1).describe("Platforms a plan may add to the used ones"),
  closed_days: z.array(z.iso.date()).describe("Weekdays on which the owner wants nothing planned"),
  closed_weeks: z.array(z.int().min(1).max(13)).describe("Weeks in which the owner wants nothing planned"),
});
export type Facts = z.infer<typeof Facts>;

/** Hours a week from which a plan may add a platform. */
const newPlatformHours = 6;

/**
 * Step 0 of a run: the facts of a profile for a plan made at an instant (RFC 3339). Without hours (`weekly_capacity_minutes` 0)
 * no model is called: every module's gate is closed and the plan is empty. A wrong instant throws a RangeError.
 */
export function prepare(profile: ClientProfile, at: string): Facts {
  const { timezone } = profile.user_profile;
  const hours = profile.constraints.weekly_marketing_time_hours;
  const capacity = weeklyCapacityMinutes(profile);
  const window = windowOf(at, timezone);
  const closed_days = closedDays(profile, window.window_start);
  return {
    ...window,
    timezone,
    weekly_capacity_hours: hours,
    weekly_capacity_minutes: capacity,
    quick_wins_per_week: quickWinsPerWeek(capacity),
    largest_effort: largestEffort(hours),
    effective_ad_budget: effectiveAdBudget(profile),
    cadence_bounds: cadenceBounds(hours),
    gates: gatesOf(profile),
    used_platforms: usedPlatforms(profile),
    new_platforms_allowed: hours >= newPlatformHours ? 1 : 0,
    closed_days,
    closed_weeks: closedWeeks(closed_days, window.window_start),
  };
}

function gatesOf(profile: ClientProfile): Facts["gates"] {
  const reasons = closedReasons(profile);
  const gateOf = (channel: Channel) => ({ open: reasons[channel] === null, reason: reasons[channel] });
  return {
    ppc: gateOf("ppc"),
    social: gateOf("social"),
    email: gateOf("email"),
    blog: gateOf("blog"),
    seo: gateOf("seo"),
    ops: gateOf("ops"),
  };
}
