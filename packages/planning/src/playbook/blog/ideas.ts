import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { Allowance } from "../../strategy/allowances.ts";
import { type Business, goalOf } from "../business.ts";
import type { Idea } from "../ideas.ts";
import { type Post, postsOf } from "./posts.ts";
import { quickIdeas } from "./quick-ideas.ts";

/** What to do on the blog, the most important first; posts come with a brief each. */
export function blogIdeas(business: Business, plan: CustomPlan, allowance: Allowance): Idea[] {
  const posts = postsOf(business, plan, allowance);
  return [
    ...foundations(business),
    ...posts.flatMap((post) => postIdeas(post, { business, allowance })),
    ...upkeep(business),
    ...quickIdeas(business),
  ];
}

function foundations(business: Business): Idea[] {
  return [
    {
      id: "blg_questions",
      title: "List ten customer questions",
      desc: `The questions ${business.customers} ask before they decide are your next posts, in their words.`,
      steps: [
        "Look through messages, calls and e-mails",
        "Write ten down as they were asked",
        "Mark the three you hear most",
      ],
      effort: 1,
      isCore: true,
      because: business.why(
        ["target_audience.custom_description", "It begins with the people you described."],
        ["target_audience.personas", `It begins with ${business.customers}.`],
      ),
    },
    ...(business.chose("website_blog")
      ? []
      : [
          {
            id: "blg_page",
            title: "Set up a place for posts on your website",
            desc: "A plain page with a list of posts is enough. Link to it from the menu.",
            steps: ["Add a page called Questions or Notes", "Link it from the menu", "Test it on a phone"],
            effort: 2 as const,
            isCore: true,
            tags: ["setup"],
            because: business.why(["constraints.tech_stack", "You have a website that can carry answers."]),
          },
        ]),
  ];
}

function postIdeas(
  { id, number, short, question, week }: Post,
  { business, allowance }: { business: Business; allowance: Allowance },
): Idea[] {
  const because = business.why(
    business.chose("writing") && ["content_presence.content_preferences", "You enjoy writing."],
    business.chose("build_trust_authority") && [
      "marketing_goals.top_goals",
      "You want to be trusted for what you know.",
    ],
    business.chose("niche_expertise") && [
      "brand_identity.differentiators",
      "Special knowledge is why people choose you.",
    ],
    ["target_audience.personas", `It is what ${business.customers} want to know.`],
  );
  const isLong = allowance.largest_effort === 3;
  return [
    ...(isLong
      ? []
      : [
          {
            id: `blg_${number}_points`,
            title: `List key points and one example for ${short}`,
            desc: `Half an hour of notes makes the writing short. The question is: “${question}”`,
            steps: ["Write the answer in one sentence", "List three reasons", "Choose one example"],
            effort: 1 as const,
            from: week,
            isAwaited: true,
            ref: id,
            because,
          },
        ]),
    {
      id: `blg_${number}_write`,
      title: `Write the post on ${short}`,
      desc: `Answer one question: “${question}” Answer first, then the reasons, then one example from your own work.`,
      steps: [
        "Give the answer in the first paragraph",
        "Explain it in three short sections",
        "Add one example without naming anyone",
        "End with the next step for the reader",
      ],
      effort: 3,
      from: week,
      ...(isLong ? {} : { after: { id: `blg_${number}_points`, weeks: 0 } }),
      isAwaited: true,
      ref: id,
      because,
    },
    {
      id: `blg_${number}_publish`,
      title: `Publish and link the post on ${short}`,
      desc: "Title, description, one picture with a caption, and links from two pages people visit.",
      steps: [
        "Put the question in the title",
        "Add a picture and say what it shows",
        "Link to it from two older pages",
        "Send it to one person who asked",
      ],
      effort: 1,
      after: { id: `blg_${number}_write`, weeks: 1 },
      day: "tue",
      ref: id,
      because,
    },
  ];
}

function upkeep(business: Business): Idea[] {
  const goal = business.why(["marketing_goals.top_goals", goalOf(business.profile)]);
  return [
    {
      id: "blg_review",
      title: "Review which posts people read this month",
      desc: "Write more of what is read to the end. Improve one weak opening.",
      steps: [
        "Note visits and enquiries of each post",
        "Improve the weakest first paragraph",
        "Choose the next question",
      ],
      effort: 1,
      from: 5,
      every: [4],
      because: goal,
    },
    {
      id: "blg_page_main",
      title: `Rewrite the page that sells ${business.thing}`.slice(0, 64),
      desc: "Posts bring people to this page. It should answer: for whom, what, how it works, what next.",
      steps: [
        "Write the headline as the customer's wish",
        "Answer the three most common doubts",
        "Put one clear next step at the end",
      ],
      effort: 2,
      from: 4,
      because: business.why(
        ["user_profile.website", "Your website is where people decide."],
        ["constraints.tech_stack", "You have a website."],
      ),
    },
    {
      id: "blg_case",
      title: "Write up one finished project as a story",
      desc: "Need, work, result, in one page. Ask for written consent before you name anyone.",
      steps: [
        "Choose a project with a clear result",
        "Ask for consent in writing",
        "Write need, work and result",
        "Have it approved",
      ],
      effort: 3,
      from: 4,
      every: [4],
      because: business.why(
        ["marketing_goals.magic_wand_task", "One small story at a time is easier than chasing many."],
        ["brand_identity.differentiators", "A story proves what makes you different."],
      ),
    },
    {
      id: "blg_old",
      title: "Bring one older page up to date",
      desc: "An improved page often brings more than a new one.",
      steps: ["Choose a page people still visit", "Correct what has changed", "Add links to two newer posts"],
      effort: 2,
      from: 3,
      every: [2, 4],
      because: business.why(["constraints.tech_stack", "You have a website with pages worth keeping fresh."]),
    },
    {
      id: "blg_next",
      title: "Research the next post with one conversation",
      desc: "Talk to one customer about the question before you write about it.",
      steps: ["Choose the next question", "Ask one customer how they see it", "Write down their words"],
      effort: 2,
      from: 3,
      every: [1, 2, 4],
      because: business.why(["target_audience.personas", `It keeps you close to ${business.customers}.`]),
    },
  ];
}
