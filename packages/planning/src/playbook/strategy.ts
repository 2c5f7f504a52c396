import type { CustomPlan, PlannedChannel } from "@alva/contracts/custom-plan";
import { baseChannel, cadenceText, enabledPlatforms } from "../strategy/base-plan.ts";
import { platformNames } from "../strategy/clamp.ts";
import { type ModuleKey, moduleKeys } from "../strategy/module-keys.ts";
import type { Business } from "./business.ts";
import { decide, type Decisions } from "./decisions.ts";
import type { Occasion } from "./occasions.ts";
import { inSentence, seasonReasons } from "./seasonal.ts";
import { mainPlatform } from "./social/platform.ts";
import { capitalize, listOf } from "./words.ts";
import { kpiOf, reasonsFor } from "./channel-words.ts";
import { notesOf, pillarsOf, tipsOf } from "./guidance.ts";

/** Said in every offline answer. */
export const offlineNote = "Written by the offline playbook, not by a language model.";

/** The strategy of a business by rule: what to do, how often and why. */
export function offlineStrategy(business: Business): CustomPlan {
  const decisions = decide(business);
  const { priorities, cadence, platforms } = decisions;
  const keys = moduleKeys
    .filter((key) => priorities.has(key))
    .sort((a, b) => weightOf(decisions, b) - weightOf(decisions, a));
  return {
    version: "1.0",
    headline: headlineOf(business, keys),
    summary: summaryOf(business, decisions, keys),
    cadence,
    channel_enables: {
      ppc: priorities.has("ppc"),
      social: priorities.has("social"),
      email: priorities.has("email"),
      blog: priorities.has("blog"),
      seo: true,
      ops: true,
    },
    platform_enables: enabledPlatforms(platforms),
    channels: keys.map((key) => channelOf(key, business, decisions)),
    content_pillars: pillarsOf(business),
    priority_seasons: business.occasions.map((occasion) => seasonOf(occasion, business)),
    kpis: kpisOf(business, keys),
    strategy_notes: notesOf(business, keys),
    tips: tipsOf(business),
    revision_notes: [offlineNote],
  };
}

function weightOf({ priorities }: Decisions, key: ModuleKey): number {
  return { high: 3, medium: 2, low: 1 }[priorities.get(key) ?? "low"];
}

const channelWords: Record<ModuleKey, string> = {
  ppc: "search ads",
  social: "social posts",
  email: "e-mail",
  blog: "a blog",
};

function wordsFor(key: ModuleKey, business: Business): string {
  const main = mainPlatform(business, business.platforms);
  return key === "social" && main !== null ? platformNames[main] : key === "ppc" ? "ads" : channelWords[key];
}

function headlineOf(business: Business, keys: readonly ModuleKey[]): string {
  const [first = "email", second] = keys;
  const pair =
    second === undefined
      ? wordsFor(first, business)
      : `${wordsFor(first, business)} and ${wordsFor(second, business)}`;
  const hours = business.facts.weekly_capacity_hours;
  const holidays = business.occasions.filter(({ isHoliday }) => isHoliday);
  const named = (holidays.length > 0 ? holidays : business.occasions)
    .slice(0, 2)
    .map(({ name }) => inSentence(name));
  const season = named.length === 0 ? "" : `, ready for ${listOf(named)}`;
  return capitalize(`${pair} first, in ${hours} ${hours === 1 ? "hour" : "hours"} a week${season}`).slice(
    0,
    140,
  );
}

function summaryOf(business: Business, { cadence }: Decisions, keys: readonly ModuleKey[]): string {
  const { facts, name, customers, results } = business;
  const worked = workedWords(business);
  const off = facts.gates.ppc.open ? "" : ` Ads stay off: ${facts.gates.ppc.reason ?? "closed"}.`;
  const rhythm = keys
    .filter((key) => key !== "ppc")
    .map((key) =>
      cadenceText(key, cadence).replace(/^(\d+) post/, key === "blog" ? "$1 blog post" : "$1 post"),
    );
  return [
    `${capitalize(name)} gets ${keys.length === 1 ? "one channel and keeps to it" : `${keys.length} channels and keeps to them`}.`,
    worked === null
      ? `We begin with ${customers} and see what brings ${results}.`
      : `It starts from what has worked: ${worked}.`,
    rhythm.length > 0 ? `The rhythm is ${listOf(rhythm)}.` : "",
    keys.includes("ppc")
      ? `Ads use $${facts.effective_ad_budget} a month and start only after tracking works.`
      : off.trim(),
    `Nothing exceeds ${facts.weekly_capacity_hours} ${facts.weekly_capacity_hours === 1 ? "hour" : "hours"} a week.`,
  ]
    .filter((part) => part !== "")
    .join(" ")
    .replace("We begin", "It begins")
    .replace("and see what", "and finds out what");
}

const worked: Record<string, string> = {
  instagram_engagement: "Instagram",
  tiktok_hit: "TikTok",
  events_sales: "fairs and events",
  email_converted: "e-mail",
  paid_ads: "paid ads",
  collaborations: "collaborations",
  giveaways: "giveaways",
  word_of_mouth: "word of mouth",
  aesthetic: "your look",
};

function workedWords({ profile }: Business): string | null {
  const words = profile.marketing_goals.past_successes
    .flatMap((success) => worked[success] ?? [])
    .slice(0, 3);
  return words.length === 0 ? null : listOf(words);
}

function channelOf(key: ModuleKey, business: Business, { priorities, cadence }: Decisions): PlannedChannel {
  const base = baseChannel(key, { cadence, profile: business.profile });
  const platform = key === "social" ? mainPlatform(business, business.platforms) : null;
  return {
    ...base,
    ...(platform !== null && { platform }),
    priority: priorities.get(key) ?? "low",
    kpi: kpiOf(key, business),
    because: reasonsFor(key, business),
  };
}

function seasonOf(occasion: Occasion, business: Business): CustomPlan["priority_seasons"][number] {
  const { isHoliday: _, ...season } = occasion;
  return { ...season, because: seasonReasons(business, occasion) };
}

function kpisOf(business: Business, keys: readonly ModuleKey[]): CustomPlan["kpis"] {
  const { results } = business;
  const own = keys.slice(0, 3).map((key) => kpiOf(key, business));
  return [
    {
      name: `${capitalize(results)} by source`,
      target: "One source clearly ahead by week 13",
      measure: `Ask each time “How did you find me?” and keep a tally`,
    },
    ...own,
    {
      name: "Weeks kept",
      target: "10 of 13 weeks",
      measure: "Weeks in which you did most of what was planned",
    },
  ].slice(0, 5);
}
