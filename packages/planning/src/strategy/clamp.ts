import {
  type CustomPlan,
  goalReason,
  type Platform,
  platforms,
  type PlannedChannel,
  type Reason,
} from "@alva/contracts/custom-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { isDate } from "../governance/calendar.ts";
import { answered } from "../profile-facts.ts";
import { baseChannel, baseCustomPlan } from "./base-plan.ts";
import type { Facts } from "./facts.ts";
import { enabledModules, moduleKeys } from "./module-keys.ts";

const mostNotes = 10;
const mostChannels = 8;

/**
 * Applies the gates and bounds of section 2.1 to a plan that has the right shape, whatever was asked or answered: closed
 * channels and platforms are off, cadences are cut, reasons cite answered fields only, seasons overlap the window. What changed is
 * said in `revision_notes`. Clamping twice changes nothing but those notes.
 */
export function clampCustomPlan(
  plan: CustomPlan,
  { facts, profile }: { facts: Facts; profile: ClientProfile },
): CustomPlan {
  const notes: string[] = [];
  const cadence = clampCadence(plan, facts, notes);
  const channel_enables = clampChannelEnables(plan, { facts, cadence, notes });
  const platform_enables = clampPlatforms(plan, { facts, social: channel_enables.social, notes });
  const enabled = {
    ...plan,
    cadence: closeCadence(cadence, channel_enables),
    channel_enables,
    platform_enables,
  };
  return {
    ...enabled,
    channels: clampChannels(enabled, { facts, profile }),
    priority_seasons: clampSeasons(plan, { facts, profile }),
    revision_notes: [...new Set([...notes, ...plan.revision_notes])].slice(0, mostNotes),
  };
}

function clampCadence(
  { cadence }: CustomPlan,
  { cadence_bounds: bounds, weekly_capacity_hours: hours }: Facts,
  notes: string[],
) {
  const clamp = (key: keyof CustomPlan["cadence"], words: string): number => {
    if (cadence[key] > bounds[key])
      notes.push(
        `Cut to ${bounds[key]} ${words}: that is what ${hours === 1 ? "1 hour a week allows" : `${hours} hours a week allow`}.`,
      );
    return Math.min(cadence[key], bounds[key]);
  };
  return {
    social_posts_per_week: clamp("social_posts_per_week", "social posts a week"),
    emails_per_month: clamp("emails_per_month", "e-mails a month"),
    blogs_per_month: clamp("blogs_per_month", "blog posts a month"),
  };
}

function clampChannelEnables(
  { channel_enables }: CustomPlan,
  { facts, cadence, notes }: { facts: Facts; cadence: CustomPlan["cadence"]; notes: string[] },
): CustomPlan["channel_enables"] {
  const enables = { ...channel_enables };
  for (const key of moduleKeys) {
    const gate = facts.gates[key];
    if (enables[key] && !gate.open) {
      enables[key] = false;
      notes.push(`${channelNames[key]} stay${key === "ppc" ? "" : "s"} off: ${gate.reason ?? "closed"}.`);
    } else if (enables[key] && key !== "ppc" && cadence[cadenceOf[key]] === 0) {
      // A cadence of nothing closes the module (section 10).
      enables[key] = false;
      notes.push(`${channelNames[key]} stays off: nothing was planned for it.`);
    }
  }
  return enables;
}

const channelNames = { ppc: "Ads", social: "Social media", email: "E-mail", blog: "The blog" };
const cadenceOf = {
  social: "social_posts_per_week",
  email: "emails_per_month",
  blog: "blogs_per_month",
} as const;

function closeCadence(
  cadence: CustomPlan["cadence"],
  enables: CustomPlan["channel_enables"],
): CustomPlan["cadence"] {
  return {
    social_posts_per_week: enables.social ? cadence.social_posts_per_week : 0,
    emails_per_month: enables.email ? cadence.emails_per_month : 0,
    blogs_per_month: enables.blog ? cadence.blogs_per_month : 0,
  };
}

function clampPlatforms(
  { platform_enables: wanted }: CustomPlan,
  { facts, social, notes }: { facts: Facts; social: boolean; notes: string[] },
): CustomPlan["platform_enables"] {
  const used = facts.used_platforms;
  const keepsUsed = !social || used.length === 0 || used.some((platform) => wanted[platform]);
  const added = platforms.filter((platform) => wanted[platform] && !used.includes(platform));
  const allowed = added.slice(0, facts.new_platforms_allowed);
  for (const platform of added.slice(facts.new_platforms_allowed))
    notes.push(`${platformNames[platform]} stays off: you do not use it yet.`);

  const clamped = { ...wanted };
  for (const platform of platforms) {
    clamped[platform] = used.includes(platform) ? wanted[platform] || !keepsUsed : allowed.includes(platform);
  }
  return clamped;
}

/** Platforms as people write them. */
export const platformNames: Record<Platform, string> = {
  tiktok: "TikTok",
  instagram: "Instagram",
  facebook: "Facebook",
  x: "X",
  pinterest: "Pinterest",
  youtube: "YouTube",
  linkedin: "LinkedIn",
};

/** Entries of what is on, each once, with a reason that holds; a module without an entry gets the base plan's. */
function clampChannels(
  plan: CustomPlan,
  { facts, profile }: { facts: Facts; profile: ClientProfile },
): PlannedChannel[] {
  const seen = new Set<string>();
  const kept = plan.channels.filter(({ channel, platform }) => {
    const name = `${channel} ${platform ?? ""}`;
    const isOn = plan.channel_enables[channel] && (platform === undefined || plan.platform_enables[platform]);
    const isNew = !seen.has(name);
    seen.add(name);
    return isOn && isNew;
  });
  const missing = enabledModules(plan)
    .filter((key) => !kept.some(({ channel }) => channel === key))
    .map((key) => baseChannel(key, { cadence: plan.cadence, profile }));
  const entries = [...kept.slice(0, mostChannels - missing.length), ...missing].map((entry) =>
    withReasons(entry, profile),
  );
  return entries.length > 0 ? entries : baseCustomPlan(facts, profile).channels;
}

function withReasons<Entry extends { because: Reason[] }>(entry: Entry, profile: ClientProfile): Entry {
  const because = entry.because.filter(({ path }) => answered(profile, path));
  return { ...entry, because: because.length > 0 ? because : [goalReason] };
}

function clampSeasons(
  { priority_seasons }: CustomPlan,
  { facts, profile }: { facts: Facts; profile: ClientProfile },
): CustomPlan["priority_seasons"] {
  const { window_start, window_end } = facts;
  const seen = new Set<string>();
  const kept = priority_seasons.filter(({ id, starts_on, ends_on }) => {
    const isNew = !seen.has(id);
    seen.add(id);
    return (
      isNew &&
      isDate(starts_on) &&
      isDate(ends_on) &&
      starts_on <= ends_on &&
      starts_on <= window_end &&
      ends_on >= window_start
    );
  });
  return kept.map((season) => withReasons(season, profile));
}
