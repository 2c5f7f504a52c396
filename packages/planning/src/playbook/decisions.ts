import type { CustomPlan, Platform } from "@alva/contracts/custom-plan";
import type { ModuleKey } from "../strategy/module-keys.ts";
import type { Business } from "./business.ts";

/** Which channels, how important, how often. */
export interface Decisions {
  priorities: ReadonlyMap<ModuleKey, "high" | "medium" | "low">;
  cadence: CustomPlan["cadence"];
  platforms: readonly Platform[];
}

/** Chooses few channels: those that worked, suit the business and fit its hours. */
export function decide(business: Business): Decisions {
  const { facts, refusals } = business;
  const scores: [ModuleKey, number][] = [
    ["ppc", scorePpc(business)],
    ["social", scoreSocial(business)],
    ["email", scoreEmail(business)],
    ["blog", scoreBlog(business)],
  ];
  const open = scores
    .filter(([key, score]) => facts.gates[key].open && score > 0)
    .sort(([, a], [, b]) => b - a);
  const welcome = open.filter(
    ([key]) => !refusals.channels.has(key) && !(key === "social" && lostPlatforms(business)),
  );
  // A plan needs a channel: where every open one is ruled out, the owner has to choose which no to lift.
  const chosen = (welcome.length > 0 ? welcome : open).slice(0, mostChannels(facts.weekly_capacity_hours));
  const priorities = new Map(
    chosen.map(
      ([key, score]) => [key, key === "ppc" ? adPriority(business, score) : priorityOf(score)] as const,
    ),
  );
  return {
    priorities,
    cadence: cadenceOf(business, priorities),
    platforms: priorities.has("social") ? business.platforms : [],
  };
}

/** Whether every platform that the owner uses is ruled out. */
function lostPlatforms({ facts, platforms }: Business): boolean {
  return facts.used_platforms.length > 0 && platforms.length === 0;
}

function mostChannels(hours: number): number {
  if (hours >= 6) return 4;
  return hours >= 3 ? 3 : Math.max(1, hours);
}

function priorityOf(score: number): "high" | "medium" | "low" {
  if (score >= 4) return "high";
  return score >= 2 ? "medium" : "low";
}

/** Watching ads takes little time, however many hours there are; more of it does not make money work harder. */
function adPriority({ facts }: Business, score: number): "high" | "medium" | "low" {
  const priority = priorityOf(score);
  return priority === "high" && facts.weekly_capacity_hours >= 7 ? "medium" : priority;
}

function sum(...conditions: readonly (readonly [boolean, number])[]): number {
  return conditions.reduce((total, [holds, points]) => total + (holds ? points : 0), 0);
}

function scorePpc({ chose, facts, failures, family }: Business): number {
  return sum(
    // An hour a week cannot watch ads, so the money would run on alone.
    [true, facts.weekly_capacity_hours >= 2 ? 2 : -9],
    [chose("paid_ads"), 3],
    [chose("local_service_bookings") || chose("lead_generation"), 1],
    [facts.effective_ad_budget >= 1000, 1],
    [failures.ads.size > 0 && !chose("paid_ads"), -1],
    [family === "home_service", 1],
  );
}

function scoreSocial({ chose, failures, family, facts }: Business): number {
  return sum(
    [true, 2],
    [["instagram_engagement", "tiktok_hit", "aesthetic", "collaborations", "giveaways"].some(chose), 2],
    [
      ["boost_engagement", "get_consistent_with_content", "grow_my_audience", "build_brand_awareness"].some(
        chose,
      ),
      1,
    ],
    [family === "goods" || family === "food", 1],
    [family === "home_service", -1],
    [chose("b2b_relationship_building") && chose("linkedin"), 1],
    [
      facts.used_platforms.length > 0 &&
        facts.used_platforms.every((platform) => failures.posts.has(platform)),
      -2,
    ],
  );
}

// E-mail never scores below 1: every owner has people who bought before.
function scoreEmail({ chose, hasList, listSize }: Business): number {
  return sum(
    [true, 2],
    [hasList, 1],
    [!hasList, -1],
    [listSize >= 500, 1],
    [chose("email_converted"), 2],
    [chose("word_of_mouth"), 1],
    [chose("email_campaigns_or_follow_ups"), 1],
    [hasList && chose("increase_sales_revenue"), 1],
    [chose("b2b_relationship_building"), 1],
  );
}

function scoreBlog({ chose, family, facts }: Business): number {
  return sum(
    [chose("writing"), 1],
    [chose("educational"), 1],
    [chose("website_blog"), 2],
    [chose("build_trust_authority"), 1],
    [family === "advice" || family === "digital", 1],
    [facts.weekly_capacity_hours >= 10, 1],
    // Under six hours a blog would take the time of everything else.
    [facts.weekly_capacity_hours < 6, -4],
  );
}

function cadenceOf({ facts, family }: Business, priorities: Decisions["priorities"]): CustomPlan["cadence"] {
  const bounds = facts.cadence_bounds;
  const share = (key: ModuleKey, most: number) => {
    const priority = priorities.get(key);
    if (priority === undefined || most === 0) return 0;
    return Math.max(1, Math.round(most * { high: 1, medium: 0.6, low: 0.4 }[priority]));
  };
  // Considered purchases bear fewer e-mails than everyday ones.
  const mostEmails = family === "goods" || family === "food" || family === "digital" ? 4 : 2;
  return {
    social_posts_per_week: share(
      "social",
      Math.min(bounds.social_posts_per_week, family === "advice" ? 3 : 7),
    ),
    emails_per_month: share("email", Math.min(bounds.emails_per_month, mostEmails)),
    blogs_per_month: share("blog", Math.min(bounds.blogs_per_month, 3)),
  };
}
