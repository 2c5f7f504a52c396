import type { CustomPlan } from "@alva/contracts/custom-plan";
import { platformNames } from "../strategy/clamp.ts";
import type { ModuleKey } from "../strategy/module-keys.ts";
import { type Business, goalOf } from "./business.ts";
import { joinReason } from "./email/join-reason.ts";
import { quotable } from "./quotable.ts";
import { capitalize, listOf } from "./words.ts";

/** What to talk about. */
export function pillarsOf(business: Business): CustomPlan["content_pillars"] {
  const { family, one, scenes, topics, customers, results } = business;
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
          description: `${capitalize(first)}, ${second}: what people get when they choose you.`,
        },
    { name: "Answers", description: `Questions from ${customers}, for example ${topicA} and ${topicB}.` },
    isMade
      ? {
          name: "Made for someone",
          description: `One ${one} at a time: for whom, for which moment, how to get it.`,
        }
      : family === "personal_service"
        ? {
            name: "Small changes",
            description: "What people notice after a few visits, in their own words and with permission.",
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

/** How the plan was decided, in the owner's terms. */
export function notesOf(business: Business, keys: readonly ModuleKey[]): string[] {
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

/** Small rules that hold in any week. */
export function tipsOf(business: Business): string[] {
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
