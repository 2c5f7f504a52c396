import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { BlogArtifacts } from "../modules/artifacts.ts";
import type { Allowance } from "../strategy/allowances.ts";
import { slug } from "../governance/slug.ts";
import { type Business, goalOf } from "./business.ts";
import { longDate } from "./dates.ts";
import type { Idea } from "./ideas.ts";
import type { Topic } from "./trades/trade.ts";

/** One post: what it answers and when it should come out. */
interface Post {
  id: string;
  number: number;
  short: string;
  question: string;
  /** Week in which it is written. */
  week: number;
}

const months = 3;

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

/** Occasions, topics and briefs of the planned posts (plan pipeline, section 3.3). */
export function blogArtifacts(business: Business, plan: CustomPlan, allowance: Allowance): BlogArtifacts {
  const posts = postsOf(business, plan, allowance);
  const events = business.occasions.map(({ name, starts_on, ends_on, isHoliday }, index) => ({
    month: starts_on.slice(0, 7),
    event_name: name,
    event_type: isHoliday ? ("holiday" as const) : ("seasonal" as const),
    event_window: `${longDate(starts_on)} to ${longDate(ends_on)}`,
    priority: Math.min(3, index + 1),
  }));
  return {
    events,
    topics: posts.map(({ short, question }, index) => ({
      event_name: events[index % Math.max(1, events.length)]?.event_name ?? "Any time",
      topics: [question],
      target_persona: business.customers,
      funnel_stage: stageOf(index),
      primary_keyword: short,
      secondary_keywords: secondaryKeywords(business, short),
    })),
    briefs: posts.map(({ id, short, question }, index) => ({
      post_id: id,
      title: question,
      angle: `Answer it as you would in person: the answer first, then why, then one example from your own work.`,
      target_persona: business.customers,
      search_intent: stageOf(index) === "Decision" ? ("Commercial" as const) : ("Informational" as const),
      primary_keyword: short,
      semantic_terms: secondaryKeywords(business, short),
      cta: `Invite readers to ask about ${business.one === business.thing ? "it" : `a ${business.one}`} or to join the list.`.replace(
        /\ba (?=[aeiou])/g,
        "an ",
      ),
      assets_needed: [
        `One picture: ${business.scenes[index % Math.max(1, business.scenes.length)] ?? "your work"}`,
      ],
      slug: slug(short).replaceAll("_", "-"),
    })),
  };
}

/** How many posts the cadence asks for and the minutes allow, spread over the window. */
function postsOf(
  business: Business,
  { cadence }: CustomPlan,
  { budget_minutes, largest_effort }: Allowance,
): Post[] {
  const minutes = largest_effort === 3 ? 240 : 135;
  const affordable = Math.max(1, Math.floor((0.9 * budget_minutes) / minutes));
  const topics = withEvent(business);
  const count = Math.min(months * cadence.blogs_per_month, affordable, topics.length);
  return topics.slice(0, count).map(([short, question], index) => ({
    id: `post_${index + 1}_${slug(short)}`.slice(0, 40),
    number: index + 1,
    short,
    question,
    week: Math.min(12, 2 + Math.floor((index * 11) / count)),
  }));
}

/** The owner's event goes before its date, as the second post. */
function withEvent({ topics, event }: Business): readonly Topic[] {
  if (event?.topic == null || topics.some(([short]) => short === event.topic)) return topics;
  const [first, ...rest] = topics;
  return first === undefined
    ? topics
    : [first, [event.topic, `What should you know about ${event.topic}?`], ...rest];
}

function stageOf(index: number): "Awareness" | "Consideration" | "Decision" {
  return (["Awareness", "Consideration", "Decision"] as const)[index % 3] ?? "Awareness";
}

function secondaryKeywords(business: Business, short: string): string[] {
  const { area, thing } = business;
  return [`${short} tips`, `${short} explained`, ...(area === null ? [] : [`${thing} in ${area}`])];
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

function quickIdeas(business: Business): Idea[] {
  const goal = business.why(["marketing_goals.top_goals", goalOf(business.profile)]);
  const quick = (id: string, title: string, desc: string, steps: string[], minutes = 15): Idea => ({
    id,
    title,
    desc,
    steps,
    effort: 1,
    quick: minutes,
    every: [1, 2, 4],
    because: goal,
  });
  return [
    quick(
      "blg_heard",
      "Note one question you heard this week",
      "In the words it was asked. It may become a post.",
      ["Think of one conversation", "Write the question down", "Add a one-sentence answer"],
      10,
    ),
    quick(
      "blg_inlink",
      "Link an older page to a newer post",
      "Readers and search engines find posts through links.",
      ["Choose a page people visit", "Link one sentence to a newer post"],
      10,
    ),
    quick(
      "blg_first",
      "Improve the first two lines of one post",
      "Most people read only these. The answer belongs there.",
      ["Open a post", "Put the answer first", "Cut one sentence"],
    ),
    quick(
      "blg_send",
      "Send one post to someone who asked",
      "The best reader is a person with the question.",
      ["Choose a person", "Write two lines", "Send the link to your post"],
      10,
    ),
    quick(
      "blg_alt",
      "Describe the pictures of one page in words",
      "People who cannot see them, and search engines, read the description.",
      ["Open a page", "Say in one line what each picture shows"],
    ),
  ];
}
