import type { CustomPlan } from "@alva/contracts/custom-plan";
import { type Business, goalOf } from "../business.ts";
import type { Idea } from "../ideas.ts";
import type { Occasion } from "../occasions.ts";
import { inSentence, seasonDates, seasonReasons } from "../seasonal.ts";
import { automations, care, referral } from "./care.ts";
import { depth, library } from "./depth.ts";
import { eventMails } from "./event-mails.ts";
import { joinReason } from "./join-reason.ts";
import { quickIdeas } from "./quick-ideas.ts";

/** What to do with e-mail, the most important first. */
export function emailIdeas(business: Business, plan: CustomPlan): Idea[] {
  return [
    ...foundations(business),
    ...eventMails(business),
    ...seasonal(business, plan),
    ...referral(business),
    ...newsletters(business, plan),
    ...automations(business),
    ...care(business),
    ...depth(business),
    ...library(business),
    ...quickIdeas(business),
  ];
}

function foundations(business: Business): Idea[] {
  const { mailer, hasList, isSmall } = business;
  const listReason = business.why(
    hasList && ["constraints.email_list_size", "You already have people who asked to hear from you."],
    hasList && ["constraints.tech_stack", "You already have a list."],
    business.chose("word_of_mouth") && [
      "marketing_goals.past_successes",
      "People who know you recommend you; e-mail keeps you in their mind.",
    ],
  );
  return [
    {
      id: "eml_form",
      title: hasList ? `Refresh the sign-up form in ${mailer}` : "Build a sign-up form with a reason to join",
      desc: `One field and one honest reason: ${joinReason(business)}. Put it where people already are: ${business.shop}, your profile, your receipts.`,
      steps: [
        `Write one line: “Get ${joinReason(business)}”`,
        `Make the form in ${mailer}`,
        `Link it from ${business.shop}`,
        "Sign up yourself to test it",
      ],
      effort: isSmall ? 1 : 2,
      isCore: true,
      beforeLaunch: true,
      tags: ["setup"],
      because: listReason,
    },
    {
      id: "eml_welcome",
      title: `Write the welcome e-mail for new subscribers`,
      desc: "The first e-mail is the one most people open. Say who you are, show what people come for, ask one question they can answer.",
      steps: [
        "Thank them and say who writes",
        `Show ${business.thing} people come for`,
        "Ask one question",
        `Set it to go out by itself in ${mailer}`,
      ],
      effort: isSmall ? 1 : 2,
      isCore: true,
      tags: ["launch"],
      because: business.why(
        business.chose("email_campaigns_or_follow_ups") && [
          "marketing_goals.automation_goals",
          "You want follow-ups to go out by themselves.",
        ],
        business.chose("email_converted") && [
          "marketing_goals.past_successes",
          "Your e-mails have brought customers before.",
        ],
        ["marketing_goals.top_goals", goalOf(business.profile)],
      ),
    },
  ];
}

/** E-mails to the whole list that a plan's three months allow beside the invitation to an event. */
function mostMails({ event }: Business, { cadence }: CustomPlan): number {
  return Math.max(0, 3 * cadence.emails_per_month - (event === null ? 0 : 1));
}

/** The occasions that get an e-mail of their own. */
function seasonsOf(business: Business, plan: CustomPlan): readonly Occasion[] {
  return business.occasions.slice(0, Math.min(3, mostMails(business, plan)));
}

function seasonal(business: Business, plan: CustomPlan): Idea[] {
  return seasonsOf(business, plan).map((occasion): Idea => {
    const dates = seasonDates(occasion, business.facts);
    // The welcome e-mail comes before anything else.
    const from = Math.max(dates.isUrgent ? 2 : 3, dates.makeWeek);
    const offers = business.offers === "always" || (business.offers === "holidays" && occasion.isHoliday);
    return {
      id: `eml_${occasion.id.slice(0, 30)}`,
      title: `Prepare the ${inSentence(occasion.name)} e-mail`,
      desc: `${occasion.idea} ${offers ? "If you make an offer, say plainly what and until when." : "No price cut: give a reason to think of you now."}`,
      steps: [
        "Write the one thing people should know",
        offers ? "Decide on one simple offer, or none" : "Add one useful tip",
        `End with one link to ${business.shop}`,
        business.hasList
          ? `Send it with ${business.mailer}`
          : "Send it to past customers who are glad to hear from you",
      ],
      effort: business.isSmall ? 1 : 2,
      from,
      isCore: dates.isUrgent,
      ...(dates.by !== null && { by: dates.by }),
      tags: ["seasonal"],
      season: occasion.id,
      because: seasonReasons(business, occasion),
    };
  });
}

/** One e-mail for each issue, with its subject decided; the spacing follows the cadence. */
function newsletters(business: Business, plan: CustomPlan): Idea[] {
  const { cadence, channel_enables } = plan;
  const spacing = 4 / Math.max(1, Math.min(4, cadence.emails_per_month));
  // A blog takes the first questions.
  const topics = channel_enables.blog ? business.topics.toReversed() : business.topics;
  const count = Math.min(
    topics.length,
    Math.floor(11 / spacing),
    mostMails(business, plan) - seasonsOf(business, plan).length,
  );
  return topics.slice(0, count).map(([short, question], index): Idea => ({
    id: `eml_news_${index + 1}`,
    title: `Send the newsletter on ${short}`,
    desc: `Answer what people ask: “${question}” One story from your work, one thing to use, one way to get in touch.`,
    steps: [
      "Write it as you would to one person",
      "Put the question in the subject",
      `End with ${business.shop}`,
      `Send it with ${business.mailer}`,
    ],
    effort: business.isSmall ? 1 : 2,
    from: Math.min(13, 3 + Math.floor(index * spacing)),
    tags: ["topic:newsletter"],
    because: business.why(
      business.chose("email_converted") && [
        "marketing_goals.past_successes",
        "Your e-mails have brought customers before.",
      ],
      business.hasList && ["constraints.tech_stack", "Your list is the one audience nobody can take away."],
      ["target_audience.personas", `It answers what ${business.customers} ask.`],
    ),
  }));
}
