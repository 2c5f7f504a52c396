import type { CustomPlan, Platform } from "@alva/contracts/custom-plan";
import { daysBetween } from "../../governance/calendar.ts";
import { planWeeks } from "../../governance/window.ts";
import { type Business, goalOf } from "../business.ts";
import type { Idea } from "../ideas.ts";
import { inSentence, seasonDates, seasonReasons } from "../seasonal.ts";
import { isWriting, mainPlatform, nameOf, type Place, tagOf } from "./platform.ts";
import { depth } from "./depth.ts";
import { production } from "./production.ts";
import { quickIdeas } from "./quick-ideas.ts";

/** What to do on social media, the most important first. */
export function socialIdeas(business: Business, plan: CustomPlan): Idea[] {
  const on = business.platforms.filter((platform) => plan.platform_enables[platform]);
  const main = mainPlatform(business, on);
  const [posts, ...upkeep] = production(business, main);
  return [
    ...foundations(business, main),
    ...(posts === undefined ? [] : [posts]),
    ...seasonal(business, main),
    ...eventClips(business, on),
    ...relations(business),
    ...upkeep,
    ...depth(business, main),
    ...quickIdeas(business, { main, other: on.find((platform) => platform !== main) }),
  ];
}

function foundations(business: Business, main: Place): Idea[] {
  return [
    {
      id: "soc_pinned",
      title: `Pin three posts that explain ${business.thing}`,
      desc: `Someone who finds you on ${nameOf(main)} looks at the top three posts. Let them say what you sell, how it is made or done, and how to buy.`,
      steps: [
        "Choose or make one post for each: what, how, where to buy",
        "Pin them in that order",
        `Check that each leads to ${business.shop}`,
      ],
      effort: 2,
      from: 2,
      isCore: !business.isSmall,
      tags: ["setup"],
      because: business.why(
        ["content_presence.platforms", `You are already on ${nameOf(main)}.`],
        ["marketing_goals.top_goals", goalOf(business.profile)],
      ),
      ...tagOf(main),
    },
    {
      id: "soc_numbers",
      title: `Check the month's numbers on ${nameOf(main)}`,
      desc: "Keep what people saved, shared or answered. Drop what they passed by. Saves and messages count for more than likes.",
      steps: [
        "Write down the three posts with most saves or replies",
        "Write down what they share",
        "Plan two more like them",
      ],
      effort: 1,
      isCore: true,
      from: 4,
      every: [4],
      because: business.why([
        "marketing_goals.past_successes",
        "You know what worked before; your own numbers show whether it still does.",
      ]),
      ...tagOf(main),
    },
  ];
}

function seasonal(business: Business, main: Place): Idea[] {
  return business.occasions.flatMap((occasion): Idea[] => {
    const dates = seasonDates(occasion, business.facts);
    const shared = {
      isCore: dates.isUrgent,
      tags: ["seasonal"],
      season: occasion.id,
      ...(dates.by !== null && { by: dates.by }),
      ...tagOf(main),
    };
    return [
      {
        ...shared,
        id: `soc_${occasion.id.slice(0, 24)}_plan`,
        title: `Plan ${inSentence(occasion.name)} posts`,
        desc: `${occasion.idea} Decide now which three posts carry it, so the weeks before stay calm.`,
        steps: [
          "Choose one piece or service to show",
          "Write down three posts: before, during, and the last day to order",
          business.offers === "never"
            ? "Keep it to content: no price cuts"
            : "Decide whether an offer belongs to it",
        ],
        effort: 1,
        from: dates.planWeek,
        because: seasonReasons(business, occasion),
      },
      {
        ...shared,
        id: `soc_${occasion.id.slice(0, 24)}_make`,
        title: isWriting(business, main)
          ? `Write ${inSentence(occasion.name)} updates in advance`
          : `Make ${inSentence(occasion.name)} ${business.refusals.video ? "pictures" : "pictures and clips"} in advance`,
        desc: "Everything for this occasion in one session, ready to go out on time.",
        steps: [
          "Take the three ideas from the plan",
          "Make them in one session",
          "Schedule them with their captions",
        ],
        effort: 2,
        from: dates.makeWeek,
        because: seasonReasons(business, occasion),
      },
    ];
  });
}

/** A webinar that is held anyway gives material for weeks. */
function eventClips({ event, goesLive, facts, why }: Business, on: readonly Platform[]): Idea[] {
  if (event === null || !goesLive) return [];
  const week = Math.floor(daysBetween(facts.window_start, event.date) / 7) + 2;
  if (week > planWeeks) return [];
  return [
    {
      id: "soc_event_clips",
      title: `Cut the ${event.kind} recording into three short clips`,
      desc: "One question and its answer in each clip. They carry the next weeks.",
      steps: [
        "Mark the three best answers",
        "Cut each to a minute or two",
        "Add captions and post one a week",
      ],
      effort: 2,
      from: week,
      because: why(
        ["constraints.additional_notes", `Your notes plan the ${event.kind}.`],
        ["content_presence.shows_face_or_voice", "You are happy to be seen and heard."],
      ),
      ...(on.includes("youtube") && { platform: "youtube" }),
    },
  ];
}

function relations(business: Business): Idea[] {
  const ideas: Idea[] = [];
  if (
    business.chose("collaborations") ||
    business.chose("grow_my_audience") ||
    business.chose("build_brand_awareness")
  ) {
    ideas.push({
      id: "soc_partners",
      title: `Propose a joint post to three partners`,
      desc: `Ask ${business.partners} for one shared post each. It brings you people who already trust someone you know.`,
      steps: [
        "List five you like",
        "Write three short, personal messages",
        "Suggest one idea each and a week for it",
      ],
      effort: 2,
      from: 3,
      every: [4],
      times: 3,
      because: business.why(
        business.chose("collaborations") && [
          "marketing_goals.past_successes",
          "Working with others has brought you customers before.",
        ],
        ["marketing_goals.top_goals", goalOf(business.profile)],
      ),
    });
  }
  if (business.chose("giveaways") && business.offers !== "never") {
    ideas.push({
      id: "soc_giveaway",
      title: "Run one small giveaway of your own work",
      desc: "One prize from your own work, one week, one simple rule. It should bring people who want what you sell.",
      steps: [
        "Choose the prize and the end date",
        "Write the rule in one sentence",
        "Announce it, then thank everybody by name",
      ],
      effort: 2,
      from: 6,
      because: business.why(["marketing_goals.past_successes", "Giveaways have brought activity before."]),
    });
  }
  if (
    (business.chose("in_person_events") || business.chose("events_sales")) &&
    !business.failures.tradeShows
  ) {
    ideas.push({
      id: "soc_event_kit",
      title: "Make a display that turns fair visitors into followers",
      desc: `A small card with your ${business.hasList ? "sign-up" : "profile"} code, next to where people pay. Every fair then helps the quiet weeks.`,
      steps: [
        "Write one line that says what they get",
        "Make a code that opens your page",
        "Print it and put it where people pay",
      ],
      effort: 2,
      from: 2,
      because: business.why(
        business.chose("events_sales") && [
          "marketing_goals.past_successes",
          "Fairs and events have sold well for you.",
        ],
        business.chose("in_person_events") && [
          "business_model.sales_channels",
          "You meet customers in person.",
        ],
      ),
    });
  }
  return ideas;
}
