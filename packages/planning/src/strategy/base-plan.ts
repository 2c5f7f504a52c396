import {
  type CustomPlan,
  type Platform,
  type PlannedChannel,
  goalReason,
  type Reason,
} from "@alva/contracts/custom-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { answered } from "../profile-facts.ts";
import type { Facts } from "./facts.ts";
import { type ModuleKey, moduleKeys } from "./module-keys.ts";

/** The plan of section 2.1 for when nothing better is known: what the model starts from, and what stands in when it fails. */
export function baseCustomPlan(facts: Facts, profile: ClientProfile): CustomPlan {
  const open = moduleKeys.filter((key) => facts.gates[key].open);
  const cadence = baseCadence(facts);
  const planned = open.map((key) => baseChannel(key, { cadence, profile }));
  return {
    version: "1.0",
    headline: open.length === 0 ? "No hours, so no tasks yet" : "Small, steady steps that fit your week",
    summary:
      open.length === 0
        ? "You gave me 0 hours a week, so this plan is empty. Even 1 hour a week gives you one quick win a week."
        : `You have ${facts.weekly_capacity_hours} hours a week. This plan keeps to a few channels, shows what you sell and how you work, and looks at the numbers once a month.`,
    cadence,
    channel_enables: {
      ppc: facts.gates.ppc.open,
      social: facts.gates.social.open,
      email: facts.gates.email.open,
      blog: facts.gates.blog.open,
      seo: true,
      ops: true,
    },
    platform_enables: enabledPlatforms(facts.used_platforms),
    channels: planned.length > 0 ? planned : [emptyChannel],
    content_pillars: [
      { name: "Behind the scenes", description: "How the work is done and who it is for." },
      { name: "What we sell", description: "One product or service at a time, and when it helps." },
      { name: "Customers and community", description: "Questions, thanks and stories from real customers." },
    ],
    priority_seasons: [],
    kpis: [
      {
        name: "Engagement",
        target: "A little more each month",
        measure: "Replies, saves and comments, read once a week",
      },
      {
        name: "Opens",
        target: "Steady or rising",
        measure: "The open rate your e-mail tool shows, read once a week",
      },
      {
        name: "Sales by channel",
        target: "One channel clearly ahead",
        measure: "Where each order came from, read once a month",
      },
      {
        name: "Repeat customers",
        target: "Rising slowly",
        measure: "Share of orders from people who bought before, read once a month",
      },
    ],
    strategy_notes: [
      "Collect addresses with a sign-up form and, when it suits you, a small giveaway.",
      "Do less, but do it every week: a habit teaches you more than a burst.",
    ],
    tips: [
      "Answer every comment and message within a day.",
      "Ask each happy customer for one sentence you may quote.",
      "Write down the questions people ask; each one is a post.",
      "Look at your numbers once a month, not every day.",
      "Keep one list of ideas, so a quiet week never starts from nothing.",
    ],
    revision_notes: ["This is the standard plan: no strategy was written for this business."],
  };
}

/** Every platform, true for the given ones. */
export function enabledPlatforms(enabled: readonly Platform[]): CustomPlan["platform_enables"] {
  const has = (platform: Platform) => enabled.includes(platform);
  return {
    tiktok: has("tiktok"),
    instagram: has("instagram"),
    facebook: has("facebook"),
    x: has("x"),
    pinterest: has("pinterest"),
    youtube: has("youtube"),
    linkedin: has("linkedin"),
  };
}

/** The base plan's entry of a channel, with a reason that the profile answers. */
export function baseChannel(
  key: ModuleKey,
  { cadence, profile }: { cadence: CustomPlan["cadence"]; profile: ClientProfile },
): PlannedChannel {
  const { priority, kpi } = base[key];
  return {
    channel: key,
    priority,
    cadence_text: cadenceText(key, cadence),
    kpi,
    because: [baseReason(key, profile)],
  };
}

/** A cadence in words, such as "2 posts a week". */
export function cadenceText(key: ModuleKey, cadence: CustomPlan["cadence"]): string {
  if (key === "ppc") return "Always on, looked at once a week";
  const [count, one, period] = {
    social: [cadence.social_posts_per_week, "post", "week"] as const,
    email: [cadence.emails_per_month, "e-mail", "month"] as const,
    blog: [cadence.blogs_per_month, "post", "month"] as const,
  }[key];
  return `${count} ${one}${count === 1 ? "" : "s"} a ${period}`;
}

const base: Record<ModuleKey, Pick<PlannedChannel, "priority" | "kpi">> = {
  ppc: {
    priority: "medium",
    kpi: {
      name: "Cost per enquiry",
      target: "Falling from month to month",
      measure: "Ad spend divided by enquiries, once a month",
    },
  },
  social: {
    priority: "medium",
    kpi: {
      name: "Replies and saves",
      target: "A little more each month",
      measure: "The platform's own numbers, once a month",
    },
  },
  email: {
    priority: "medium",
    kpi: {
      name: "Replies and orders",
      target: "At least one from each e-mail",
      measure: "Your inbox and orders in the three days after sending",
    },
  },
  blog: {
    priority: "low",
    kpi: {
      name: "Visits from search",
      target: "Rising slowly",
      measure: "Your website's visitor numbers, once a month",
    },
  },
};

const reasons: Record<ModuleKey, Reason[]> = {
  ppc: [
    {
      path: "constraints.monthly_ad_budget",
      note: "Your ad budget is enough to learn something every month.",
    },
  ],
  social: [{ path: "content_presence.platforms", note: "You are already there." }],
  email: [{ path: "constraints.tech_stack", note: "You already have a list to write to." }],
  blog: [{ path: "constraints.tech_stack", note: "You have a website that can carry answers." }],
};

/** Why a module is in the plan when nobody said it better. */
export function baseReason(key: ModuleKey, profile: ClientProfile): Reason {
  return reasons[key].find(({ path }) => holds(profile, key, path)) ?? goalReason;
}

function holds(profile: ClientProfile, key: ModuleKey, path: string): boolean {
  if (key === "email") return profile.constraints.tech_stack.includes("email_list");
  if (key === "blog") return profile.constraints.tech_stack.includes("website");
  return answered(profile, path);
}

const emptyChannel: PlannedChannel = {
  channel: "ops",
  priority: "low",
  cadence_text: "Nothing until there are hours",
  kpi: { name: "Hours for marketing", target: "1 hour a week", measure: "The hours in your settings" },
  because: [{ path: "constraints.weekly_marketing_time_hours", note: "You gave marketing 0 hours a week." }],
};

function baseCadence({ cadence_bounds: bounds, gates }: Facts): CustomPlan["cadence"] {
  return {
    social_posts_per_week: gates.social.open ? Math.min(2, bounds.social_posts_per_week) : 0,
    emails_per_month: gates.email.open ? Math.min(2, bounds.emails_per_month) : 0,
    blogs_per_month: gates.blog.open ? Math.min(1, bounds.blogs_per_month) : 0,
  };
}
