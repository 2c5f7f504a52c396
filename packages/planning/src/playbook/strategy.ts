import type { CustomPlan, PlannedChannel } from "@alva/contracts/custom-plan";
import { baseChannel, cadenceText, enabledPlatforms } from "../strategy/base-plan.ts";
import { platformNames } from "../strategy/clamp.ts";
import { type ModuleKey, moduleKeys } from "../strategy/module-keys.ts";
import { type Business, goalOf } from "./business.ts";
import { decide, type Decisions } from "./decisions.ts";
import { joinReason } from "./email-ideas.ts";
import { quotable } from "./quotable.ts";
import { inSentence } from "./seasonal.ts";
import { mainPlatform } from "./social-ideas.ts";

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
    priority_seasons: business.occasions.map(({ isHoliday: _, ...season }) => season),
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
    `${capitalize(name)} gets ${keys.length === 1 ? "one channel" : `${keys.length} channels`} and keeps to them.`,
    worked === null
      ? `We begin with ${customers} and see what brings ${results}.`
      : `It starts from what has worked: ${worked}.`,
    rhythm.length > 0 ? `The rhythm is ${listOf(rhythm)}.` : "",
    keys.includes("ppc")
      ? `Ads use $${facts.effective_ad_budget} a month and start only after tracking works.`
      : off.trim(),
    `Nothing exceeds ${facts.weekly_capacity_hours} hours a week.`,
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

function kpiOf(key: ModuleKey, { results, result, family }: Business): PlannedChannel["kpi"] {
  const kpis: Record<ModuleKey, PlannedChannel["kpi"]> = {
    ppc: {
      name: `Cost per ${result}`,
      target: "Lower in month three than in month one",
      measure: `Ad spend divided by ${results} from ads, once a month`,
    },
    social: {
      name: "Saves, replies and messages",
      target: "A little more each month",
      measure: "The platform's own numbers, on the monthly check",
    },
    email: {
      name:
        family === "advice"
          ? "Replies to e-mails"
          : "Replies and orders after an e-mail".replace("orders", results),
      target: "At least one real answer to each e-mail",
      measure: "Your inbox in the three days after sending",
    },
    blog: {
      name: "People who mention a post",
      target: "One a month, then more",
      measure: "Ask new enquiries what they read",
    },
  };
  return kpis[key];
}

function reasonsFor(key: ModuleKey, business: Business): PlannedChannel["because"] {
  const { chose, facts, failures } = business;
  switch (key) {
    case "ppc":
      return business.why(
        chose("paid_ads") && [
          "marketing_goals.past_successes",
          "Paid ads have brought you customers before.",
        ],
        [
          "constraints.monthly_ad_budget",
          `$${facts.effective_ad_budget} a month is enough to learn something every month.`,
        ],
        failures.ads.size > 0 && [
          "marketing_goals.past_failures",
          "What failed is left out: ads go only to people who are searching or have visited.",
        ],
        ["constraints.budget_level", "Your budget is enough to learn something every month."],
      );
    case "social":
      return business.why(
        chose("instagram_engagement") && [
          "marketing_goals.past_successes",
          "Your Instagram posts have found an audience before.",
        ],
        chose("tiktok_hit") && [
          "marketing_goals.past_successes",
          "A TikTok video has worked for you before.",
        ],
        chose("collaborations") && [
          "marketing_goals.past_successes",
          "Working with others has brought you customers.",
        ],
        ["content_presence.platforms", "You are already there, so nothing new has to be learned."],
        ["content_presence.content_preferences", "It is the kind of content you enjoy making."],
      );
    case "email":
      return business.why(
        chose("email_converted") && [
          "marketing_goals.past_successes",
          "Your e-mails have brought customers before.",
        ],
        business.hasList && [
          "constraints.email_list_size",
          "You have a list of people who want to hear from you.",
        ],
        chose("word_of_mouth") && [
          "marketing_goals.past_successes",
          "Past customers recommend you; e-mail keeps you in their mind.",
        ],
        chose("increase_sales_revenue") && [
          "marketing_goals.top_goals",
          "People who bought before are the shortest way to more sales.",
        ],
      );
    case "blog":
      return business.why(
        chose("writing") && ["content_presence.content_preferences", "You enjoy writing."],
        chose("build_trust_authority") && [
          "marketing_goals.top_goals",
          "Good answers build trust before the first call.",
        ],
        ["constraints.tech_stack", "You have a website that can carry answers."],
      );
  }
}

function pillarsOf(business: Business): CustomPlan["content_pillars"] {
  const { family, thing, scenes, topics, customers, results } = business;
  const [first = "the work", second = "a detail"] = scenes;
  const [topicA = "how it works", topicB = "where to start"] = topics.map(([short]) => short);
  const isMade = family === "goods" || family === "food" || family === "creative";
  return [
    isMade
      ? {
          name: "How it is made",
          description: `${capitalize(first)}, ${second}: real work, close up, without many words.`,
        }
      : {
          name: "How we work",
          description: `${capitalize(first)}, ${second}: what people get when they call you.`,
        },
    { name: "Answers", description: `Questions from ${customers}, for example ${topicA} and ${topicB}.` },
    isMade
      ? {
          name: "Made for someone",
          description: `One of your ${thing} at a time: for whom, for which moment, how to get it.`,
        }
      : {
          name: "Finished work",
          description: `What was needed, what was done, what changed. With permission, and without big words.`,
        },
    {
      name: family === "advice" ? "Clients and partners" : "Customers and neighbors",
      description: `Thanks, recommendations and partners; they bring ${results} that ads cannot.`,
    },
  ].map(({ name, description }) => ({ name, description: description.slice(0, 160) }));
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

function notesOf(business: Business, keys: readonly ModuleKey[]): string[] {
  const { profile, facts, failures, offers, event } = business;
  const nos = profile.constraints.brand_nos.flatMap((no) => quotable(no, 60) ?? []).slice(0, 2);
  const ownGoal = quotable(profile.other_text.top_goals ?? "", 120);
  const note = quotable(profile.constraints.additional_notes, 140);
  const gone = [...failures.posts].map((platform) => platformNames[platform]);
  return [
    `${goalOf(profile)} Everything here is chosen for that.`,
    ownGoal === null ? "" : `Your own goal, in your words: “${ownGoal}”.`,
    keys.includes("ppc")
      ? "Ads go only to people who are searching or have visited, and start after tracking and a landing page are ready."
      : `Money stays in your pocket this quarter${facts.gates.ppc.open ? "" : `: ${facts.gates.ppc.reason ?? "ads are off"}`}.`,
    gone.length > 0 ? `No push on ${listOf(gone)}: it brought nothing before.` : "",
    failures.ads.size > 0 ? "What you paid for before without result is not repeated." : "",
    nos.length > 0 ? `Your hard no's hold for every task: ${nos.map((no) => `“${no}”`).join(", ")}.` : "",
    offers === "never" ? "No price cuts. Seasons and useful answers give people the reason to act." : "",
    business.showsFace ? "" : "You stay behind the camera: hands, work and words are enough.",
    note === null ? "" : `I kept your note in mind: “${note}”.`,
    event === null
      ? ""
      : `I assumed your ${event.kind} is on or near ${event.date}; correct the date in your notes if not.`,
    facts.closed_weeks.length > 0
      ? `Nothing is planned in week ${listOf(facts.closed_weeks.map(String))}: you are closed.`
      : "",
    "I don't know your margins, so targets are a direction, not a promise.",
  ]
    .filter((line) => line !== "")
    .map((line) => line.slice(0, 200))
    .slice(0, 8);
}

function tipsOf(business: Business): string[] {
  const { scenes, mailer, results, customers, family, topics } = business;
  return [
    `Keep the phone near when you are ${scenes[0]?.includes("ing ") === true ? scenes[0] : "at work"}: ten seconds are a post.`,
    "Answer first, polish later: a reply today beats a perfect one on Friday.",
    `Ask every new customer how they found you, and keep a tally of ${results}.`,
    "One idea a post. If there are two, you have two posts.",
    `Write to one person, not to ${customers} in general.`,
    "Put your best sentence first; most people read only that.",
    `If ${mailer} shows opens and clicks, trust the clicks.`,
    "When a week goes wrong, do the quick win and leave the rest. The plan can be fitted again.",
    `Offer ${joinReason({ ...business, family, topics })} as the reason to sign up.`,
  ].map((tip) => tip.slice(0, 160));
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

function capitalize(text: string): string {
  return text.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}
