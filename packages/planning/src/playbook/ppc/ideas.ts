import type { Business } from "../business.ts";
import type { Idea } from "../ideas.ts";
import { inSentence, seasonDates, seasonReasons } from "../seasonal.ts";
import { focusOf, kindOf } from "./focus.ts";
import { depth } from "./depth.ts";

/** What to do with paid ads, the most important first. Tracking and a landing page come before any launch. */
export function ppcIdeas(business: Business): Idea[] {
  const ideas = [
    ...foundations(business),
    ...seasonal(business),
    ...launches(business),
    ...running(business),
    ...depth(business),
  ];
  return kindOf(business) === "social" ? ideas.filter(({ id }) => !searchOnly.has(id)) : ideas;
}

/** What makes sense only where people type what they look for. */
const searchOnly: ReadonlySet<string> = new Set(["ppc_words", "ppc_second", "ppc_pages"]);

function moneyReasons(business: Business) {
  return business.why(
    business.chose("paid_ads") && [
      "marketing_goals.past_successes",
      "Paid ads have brought you customers before.",
    ],
    [
      "constraints.monthly_ad_budget",
      `You can spend $${business.facts.effective_ad_budget} a month, so it has to be spent with care.`,
    ],
    ["constraints.budget_level", "Your budget is large enough to learn from every month."],
  );
}

function foundations(business: Business): Idea[] {
  const { results, shop } = business;
  const focus = focusOf(business);
  return [
    {
      id: "ppc_tracking",
      title: `Set up conversion tracking for ${results}`,
      desc: `Have the ad account count ${results}: calls, forms or orders. Without it you pay for clicks and learn nothing.`,
      steps: [
        "Pick the one action that means a customer",
        `Add it as a conversion in ${kindOf(business) === "social" ? "Meta Ads" : "Google Ads"}`,
        "Test it once yourself",
      ],
      effort: 2,
      isCore: true,
      beforeLaunch: true,
      tags: ["setup"],
      because: moneyReasons(business),
    },
    {
      id: "ppc_landing",
      title: `Prepare one landing page for ${focus}`,
      desc: `A landing page is where the click ends. One offer, one question answered, one way to ${business.family === "goods" || business.family === "food" ? "order" : "get in touch"}. ${business.hasWebsite ? "Use a page of your website." : `Use ${shop}.`}`,
      steps: [
        "Put what people are looking for in the headline",
        "Show price or how it is worked out, and area",
        "Put the phone number or button at the top",
        "Read it on a phone",
      ],
      effort: 2,
      isCore: true,
      beforeLaunch: true,
      tags: ["setup"],
      because: business.why(
        ["user_profile.website", "Your website is where people decide."],
        ["constraints.monthly_ad_budget", "A clear page makes each dollar go further."],
      ),
    },
  ];
}

function launches(business: Business): Idea[] {
  const { area, facts } = business;
  const focus = focusOf(business);
  const near = area === null ? "" : ` in ${area}`;
  const campaigns: Idea[] = [];
  if (kindOf(business) === "social") {
    campaigns.push({
      id: "ppc_social_launch",
      title: `Launch one picture ad for your best-known ${business.one}`,
      desc: "One audience, three pictures, one page. Adults only, people who like this kind of work.",
      steps: [
        "Choose the three strongest pictures",
        "Write one line for each: what it is and for whom",
        `Set the daily limit from $${facts.effective_ad_budget} a month`,
        "Start it and leave it for a week",
      ],
      effort: 3,
      isCore: true,
      tags: ["launch"],
      because: moneyReasons(business),
    });
  } else {
    campaigns.push({
      id: "ppc_search_launch",
      title: `Launch a search campaign for ${focus}${near}`,
      desc: `Be there when people search for it${near}. Search ads show only to people who are already looking. Stop what does not fit with excluded words.`,
      steps: [
        `List ten things people type when they need ${business.thing}`,
        "Write three short ads with a fact each, no pressure",
        `Limit it to ${area ?? "your area and language"}`,
        `Set the daily limit from $${facts.effective_ad_budget} a month and start`,
      ],
      effort: 3,
      isCore: true,
      tags: ["launch"],
      because: moneyReasons(business),
    });
  }
  campaigns.push({
    id: "ppc_retarget",
    title: "Launch a reminder ad for website visitors",
    desc: "Retargeting: an ad shown only to people who have already visited. Small money, warm people.",
    steps: [
      "Make an audience of visitors of the last 30 days",
      "Write one calm reminder with one fact",
      "Limit it to three views a week per person",
    ],
    effort: 2,
    from: 7,
    tags: ["launch"],
    because: business.why(
      ["user_profile.website", "People visit your website before they decide."],
      ["constraints.monthly_ad_budget", "It is the cheapest way to use a small budget twice."],
    ),
  });
  return business.hasWebsite ? campaigns : campaigns.slice(0, 1);
}

function running(business: Business): Idea[] {
  return [
    {
      id: "ppc_check",
      title: "Do the weekly ad check",
      desc: "Stop what wastes money, keep what brings customers, change one thing at most.",
      steps: [
        `Compare spend with ${business.results}`,
        kindOf(business) === "social"
          ? "Pause the picture that spends most and brings least"
          : "Exclude searches that do not fit",
        "Write down one change",
      ],
      effort: 1,
      isCore: true,
      from: 4,
      every: [1, 2],
      because: business.why(
        ["constraints.monthly_ad_budget", "A small budget needs a regular look."],
        ["constraints.budget_level", "A budget needs a regular look."],
      ),
    },
    {
      id: "ppc_words",
      title: "Exclude words and places that do not fit",
      desc: `Words and places that bring the wrong people cost money every day. ${business.failures.directories ? "You have paid for leads outside your area before; this prevents it." : ""}`.trim(),
      steps: [
        "Read what people typed before they clicked",
        "Exclude job searches, do-it-yourself and far places",
        "Check the map settings: people in your area, not interested in it",
      ],
      effort: 1,
      from: 4,
      because: business.why(
        business.failures.directories && [
          "marketing_goals.past_failures",
          "You paid for leads outside your area before.",
        ],
        ["user_profile.service_area", "You serve one area."],
      ),
    },
    {
      id: "ppc_month",
      title: `Compare ad spend with ${business.results} of the month`,
      desc: "Divide what you spent by what came in. I don't know your margins: you decide what one is worth.",
      steps: [
        `Note spend and ${business.results}`,
        "Divide one by the other",
        "Move money to the better campaign",
      ],
      effort: 1,
      from: 6,
      every: [4],
      because: business.why(
        ["business_model.average_order_value", "You know what an average order brings."],
        ["constraints.monthly_ad_budget", "The month's budget should follow the month's results."],
      ),
    },
  ];
}

function seasonal(business: Business): Idea[] {
  // The launch itself is about the first season when that is near.
  const later = business.occasions.filter(({ name }) => inSentence(name) !== focusOf(business));
  return later.slice(0, 2).map((occasion): Idea => {
    const dates = seasonDates(occasion, business.facts);
    return {
      id: `ppc_${occasion.id.slice(0, 30)}`,
      title: `Adapt ad texts to ${inSentence(occasion.name)}`,
      desc: `${occasion.idea} One fact and one reason to act now, without pressure.`,
      steps: [
        "Change one headline and one description",
        "Point the ad to the matching page",
        "Note the day, to compare",
      ],
      effort: 1,
      from: Math.max(3, dates.makeWeek),
      ...(dates.by !== null && { by: dates.by }),
      tags: ["seasonal"],
      season: occasion.id,
      because: seasonReasons(business, occasion),
    };
  });
}
