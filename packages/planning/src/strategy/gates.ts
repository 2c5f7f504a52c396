import type { Channel } from "@alva/contracts/master-plan";
import { type Platform, platforms } from "@alva/contracts/custom-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { effectiveAdBudget } from "../profile-facts.ts";

/** Dollars a month below which ads teach nothing. */
export const leastAdBudget = 300;

/** Hours a week from which a blog can be kept up. */
const leastBlogHours = 3;

/** Why each channel is closed, in words for the processing screen; null when it is open (plan pipeline, section 2.1). */
export function closedReasons(profile: ClientProfile): Record<Channel, string | null> {
  const hours = profile.constraints.weekly_marketing_time_hours;
  const noHours = noHoursReason(hours);
  return {
    ppc: noAdsReason(effectiveAdBudget(profile), hours),
    social: usesSocial(profile) ? noHours : "you use no social platform",
    email: noHours,
    blog: noBlogReason(profile, hours),
    seo: null,
    ops: null,
  };
}

/** Why ads are closed for dollars a month and hours a week; null when they are open. */
export function noAdsReason(adBudget: number, hours: number): string | null {
  return adBudget < leastAdBudget ? `no ads under $${leastAdBudget} a month` : noHoursReason(hours);
}

function noHoursReason(hours: number): string | null {
  return hours === 0 ? "no hours for marketing this quarter" : null;
}

/** The platforms that the owner uses, in rank order. */
export function usedPlatforms({ content_presence }: ClientProfile): Platform[] {
  const used = new Set<string>(content_presence.platforms);
  if (used.has("youtube_podcast")) used.add("youtube");
  return platforms.filter((platform) => used.has(platform));
}

/** Whether the owner named a website anywhere. */
export function hasWebsite({ constraints, content_presence, business_model }: ClientProfile): boolean {
  return (
    constraints.tech_stack.includes("website") ||
    content_presence.platforms.includes("website") ||
    business_model.sales_channels.includes("website")
  );
}

function usesSocial(profile: ClientProfile): boolean {
  return usedPlatforms(profile).length > 0 || profile.content_presence.platforms.includes("other");
}

function noBlogReason(profile: ClientProfile, hours: number): string | null {
  if (!hasWebsite(profile)) return "a blog needs a website";
  return hours < leastBlogHours ? `a blog takes at least ${leastBlogHours} hours a week` : null;
}
