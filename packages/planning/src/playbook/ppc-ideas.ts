import type { PpcArtifacts } from "../modules/artifacts.ts";
import { type Business, goalOf } from "./business.ts";
import type { Idea } from "./ideas.ts";
import { inSentence, seasonDates, seasonReasons } from "./seasonal.ts";

/** What the ads are about: the first season if it is close, else what is sold. */
function focusOf(business: Business): string {
  const { occasions, facts, one, thing } = business;
  const first = occasions.find(({ isHoliday }) => !isHoliday);
  const isNear = first !== undefined && seasonDates(first, facts).makeWeek <= 4;
  if (business.family === "home_service") return isNear ? inSentence(first.name) : one;
  return business.family === "advice" ? thing : one;
}

type Kind = "search" | "social";

/** Social ads for visual goods whose platform has not failed; search for everything people look for. */
function kindOf(business: Business): Kind {
  const isVisual = business.family === "goods" || business.family === "food";
  const hasMeta = business.platforms.includes("instagram") || business.platforms.includes("facebook");
  const hasFailed = business.failures.ads.has("facebook") || business.failures.ads.has("instagram");
  return isVisual && hasMeta && !hasFailed ? "social" : "search";
}

/** What to do with paid ads, the most important first. Tracking and a landing page come before any launch. */
export function ppcIdeas(business: Business): Idea[] {
  return [
    ...foundations(business),
    ...seasonal(business),
    ...launches(business),
    ...running(business),
    ...depth(business),
  ];
}

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
        "Add it as a conversion in Google Ads",
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
        "Put what was searched in the headline",
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
        "Exclude searches that do not fit",
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

function depth(business: Business): Idea[] {
  const goal = business.why(["marketing_goals.top_goals", goalOf(business.profile)]);
  const second = business.topics[1]?.[0] ?? business.thing;
  return [
    {
      id: "ppc_branded",
      title: "Add a search ad for your own name",
      desc: "People who search for you should find you, not somebody else. These clicks cost least.",
      steps: [
        "List your name and its misspellings",
        "Write two short ads",
        "Add them to the search campaign",
      ],
      effort: 2,
      from: 5,
      because: business.why(["user_profile.business_name", "Your name is what people remember."]),
    },
    {
      id: "ppc_texts",
      title: "Write three new ad texts from customers' words",
      desc: "What customers say in their own words often works better than what you would say.",
      steps: [
        "Collect three sentences from reviews or e-mails",
        "Turn each into a headline",
        "Replace the weakest ad",
      ],
      effort: 2,
      from: 5,
      every: [4],
      because: business.why(["brand_identity.differentiators", "Customers name what makes you different."]),
    },
    {
      id: "ppc_page_better",
      title: "Improve the landing page after a month of clicks",
      desc: "Change the headline, the proof or the button, one at a time.",
      steps: [
        "Ask two people what the page offers",
        "Change what they did not understand",
        "Note the date and compare after two weeks",
      ],
      effort: 2,
      from: 7,
      because: goal,
    },
    {
      id: "ppc_second",
      title: `Test a second group of searches on ${second}`,
      desc: "One more question that people type before they decide, inside the same campaign and budget.",
      steps: ["List five searches", "Write two ads that answer them", "Compare after three weeks"],
      effort: 2,
      from: 6,
      because: business.why(["target_audience.personas", `It is what ${business.customers} want to know.`]),
    },
    {
      id: "ppc_calls",
      title: "Follow up ad enquiries and note which became customers",
      desc: "The ad account counts enquiries; only you know which were good.",
      steps: [
        "List the enquiries from ads",
        "Mark those that became customers",
        "Tell the account which searches brought them",
      ],
      effort: 2,
      from: 6,
      every: [2, 4],
      because: business.why(
        ["constraints.crm_name", "Your customer list shows who became a customer."],
        ["marketing_goals.top_goals", goalOf(business.profile)],
      ),
    },
    {
      id: "ppc_page_two",
      title: "Make a second landing page for another kind of customer",
      desc: "Two kinds of people need two pages. Copy the first and change what matters to the second.",
      steps: ["Choose the second kind of customer", "Write the headline for them", "Send one ad to it"],
      effort: 3,
      from: 8,
      because: business.why(["target_audience.custom_description", "You described more than one need."]),
    },
    {
      id: "ppc_lab",
      title: "Test one change to ads or page and write it down",
      desc: "One change, two weeks, one line in your notes.",
      steps: ["Choose one change", "Note date and numbers", "Keep or undo it after two weeks"],
      effort: 2,
      from: 5,
      every: [1, 2, 4],
      because: business.why(
        business.chose("test_and_learn_what_works") && [
          "marketing_goals.top_goals",
          "You want to find out what works.",
        ],
        ["constraints.monthly_ad_budget", "Small tests keep a budget useful."],
      ),
    },
  ];
}

/** Campaigns, money and a 12-month outline dated from the window's first month (plan pipeline, section 3.2). */
export function ppcArtifacts(business: Business): PpcArtifacts {
  const { facts, area, thing, hasWebsite, customers } = business;
  const total = facts.effective_ad_budget;
  const isSocial = kindOf(business) === "social";
  const share = hasWebsite ? 75 : 100;
  const order = business.profile.business_model.average_order_value;
  // A ceiling to start from, not a forecast: 15 % of an average order, and never more than a third of a month's money.
  const ceiling = order === null ? null : Math.round(Math.min(0.15 * order, total / 3));
  const main: PpcArtifacts["campaigns"][number] = {
    name: isSocial ? `Pictures: ${thing}` : `Search: ${focusOf(business)}`,
    goal: `More ${business.results} from people who already want ${thing}`,
    platform: isSocial ? "Meta Ads" : "Google Ads",
    start_month: 1,
    end_month: 12,
    budget_pct: share,
    bidding_strategy:
      total < 1000 && order !== null && order >= 500
        ? "Aim for results at a set cost each"
        : "Clicks at a set maximum until 30 results, then results",
    audience: isSocial
      ? ["Adults who like handmade and small brands"]
      : [`Adults searching for ${thing}${area === null ? "" : ` in ${area}`}`],
    ad_formats: isSocial
      ? ["Single picture", "Short clip without speech"]
      : ["Search text ads", "Call button"],
    messaging: [`What it is and who makes or does it`, `One fact that ${customers} can check`],
    kpis: ceiling === null ? {} : { CPA: ceiling },
    watchouts: [
      "Stop a keyword or picture that has spent a tenth of the month without a result",
      "No pressure and no fear in the texts",
    ],
  };
  const retargeting: PpcArtifacts["campaigns"][number] = {
    name: "Reminder: website visitors",
    goal: "Bring back people who were already interested",
    platform: "Google Display Network",
    start_month: 2,
    end_month: 12,
    budget_pct: 100 - share,
    bidding_strategy: "Views at a set maximum",
    audience: ["Adults who visited your website in the last 30 days"],
    ad_formats: ["Simple picture ad with your name"],
    messaging: ["A calm reminder with one fact"],
    kpis: { frequency_cap: 3 },
    watchouts: ["Leave out people who have already bought"],
  };
  const campaigns = hasWebsite ? [main, retargeting] : [main];
  return {
    phases: [
      {
        phase: "foundation",
        label: "Foundation",
        months: [1],
        objectives: [`Count ${business.results} before spending`, "One clear landing page"],
      },
      {
        phase: "launch_and_learning",
        label: "Launch and learning",
        months: [1, 2, 3],
        objectives: ["Run one campaign and read it every week", "Exclude what does not fit"],
      },
      {
        phase: "optimization",
        label: "Improving",
        months: [4, 5, 6, 7],
        objectives: ["Move money to what brings customers", "Renew texts from customers' words"],
      },
      {
        phase: "expansion",
        label: "Widening",
        months: [8, 9, 10],
        objectives: ["Add one search theme if the first pays for itself"],
      },
      {
        phase: "peak_season",
        label: "Busy season",
        months: [11, 12],
        objectives: ["Adapt texts to the season", "Keep the daily limit where it is"],
      },
    ],
    campaigns,
    budget: {
      monthly_total: total,
      allocation: campaigns.map(({ name, budget_pct }) => ({
        name,
        amount: Math.floor((total * budget_pct) / 100),
      })),
    },
  };
}
