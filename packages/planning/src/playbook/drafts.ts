import type { Platform } from "@alva/contracts/custom-plan";
import type { DraftContent } from "@alva/contracts/draft";
import type { DraftContext } from "../drafts/draft-input.ts";
import { adLimits, emailLimits, lengthOf } from "../drafts/limits.ts";
import { slug } from "../governance/slug.ts";
import { BlogArtifacts, EmailArtifacts } from "../modules/artifacts.ts";
import { prepare } from "../strategy/facts.ts";
import { type Business, readBusiness } from "./business.ts";
import { quotable } from "./quotable.ts";
import type { Topic } from "./trades/trade.ts";
import { capitalize } from "./words.ts";

/**
 * A draft by rule: the owner's own words and the questions of the trade, with what only the owner knows left in square
 * brackets. The same input gives the same draft.
 */
export function offlineDraft({ input, profile }: DraftContext): DraftContent {
  const setting: Setting = {
    input,
    profile,
    business: readBusiness(profile, prepare(profile, input.asked_at)),
  };
  switch (input.format) {
    case "social_post":
      return socialPosts(setting);
    case "email":
      return email(setting);
    case "ad":
      return ad(setting);
    case "how_to":
      return howTo(setting);
    case "outline":
      return outline(setting);
    case "post":
      return post(setting);
  }
}

interface Setting extends DraftContext {
  readonly business: Business;
}

type Piece = Setting["input"]["piece"];

function socialPosts({ input, profile, business }: Setting): DraftContent {
  const [, question] = topicOf(input.piece, business);
  const scene = business.scenes[0] ?? "the work in progress";
  const write = (platform: Platform) =>
    brief.has(platform)
      ? `${question} [Your answer in one sentence.] Want to ask something yourself? Just reply.`
      : [
          question,
          "[Your answer in two or three sentences, as you would say it to a customer.]",
          introduction(profile, business),
          closing(profile),
        ].join("\n\n");
  return {
    format: "social_post",
    posts: input.platforms.map((platform) => ({
      platform,
      text: write(platform),
      picture: capitalize(scene),
    })),
  };
}

/** Platforms for short texts. */
const brief: ReadonlySet<Platform> = new Set<Platform>(["x", "pinterest", "tiktok"]);

function email({ input, profile, business }: Setting): DraftContent {
  const campaign = EmailArtifacts.shape.campaigns.element.safeParse(input.brief).data;
  const [short, question] = topicOf(input.piece, business);
  const isWelcome = campaign?.kind === "welcome" || /welcome/i.test(input.piece.title);
  const planned = isWelcome ? campaign?.emails[0] : undefined;
  const paragraphs = isWelcome
    ? [
        "Good to have you here.",
        introduction(profile, business),
        "You will hear from us when there is something worth your time: an answer, a look at the work, or an early word before a busy season.",
        `One question to begin with: what would you like to know about ${business.thing}? Just reply.`,
      ]
    : [
        question,
        "[Your answer in three or four sentences, as you would say it to a customer.]",
        introduction(profile, business),
        "Is there something you would like to ask? Just reply to this e-mail.",
      ];
  const signature = [quotable(profile.user_profile.user_name, 60), business.name].flatMap(
    (name) => name ?? [],
  );
  return {
    format: "email",
    subject: planned?.subject ?? cut(question, emailLimits.subject),
    preview: planned?.preview ?? cut(`A short answer on ${short}`, emailLimits.preview),
    body: ["Hello,", ...paragraphs, signature.join("\n")].join("\n\n"),
  };
}

function ad({ business }: Setting): DraftContent {
  const { name, thing, area, topics } = business;
  const headlines = [
    name,
    ...(area === null ? [] : [`${capitalize(thing)} in ${area}`]),
    capitalize(thing),
    "Ask before you decide",
    "Plain answers, no fuss",
    "See how we work",
    ...topics.slice(0, 3).map(([short]) => capitalize(short)),
  ].filter((text) => lengthOf(text) <= adLimits.headline);
  return {
    format: "ad",
    headlines: [...new Set(headlines)].slice(0, 8),
    descriptions: [
      "Tell us what you need and get a plain answer from the people who do the work.",
      "See what we do and how it works, then get in touch when it suits you.",
    ],
  };
}

function howTo({ input }: Setting): DraftContent {
  const { title, desc, steps } = input.piece;
  return {
    format: "how_to",
    intro: desc || `This is how to finish "${title}" in one sitting.`,
    steps:
      steps.length >= 2
        ? steps.map((step) => cut(step, 400))
        : [
            "Open what you need and close everything else",
            cut(title, 400),
            "Note in a line what you did and when to look again",
          ],
  };
}

function outline({ input, business }: Setting): DraftContent {
  const [, question] = topicOf(input.piece, business);
  return {
    format: "outline",
    post_id: input.post_id,
    h1: headingOf(input.keyword, question),
    h2: ["The short answer", "Why it is so", "An example from our work", "What to do next"],
    h3: [],
    faq: otherTopics(input.piece, business).map(([, other]) => other),
  };
}

function post({ input, profile, business }: Setting): DraftContent {
  const { keyword, brief: planned } = input;
  const title = BlogArtifacts.shape.briefs.element.safeParse(planned).data?.title;
  const [, question] = title === undefined ? topicOf(input.piece, business) : ["", title];
  const heading = headingOf(keyword, question);
  const links = otherTopics(input.piece, business).map(([short]) => internal(short));
  const description = cut(
    `${capitalize(keyword)}: a plain answer for ${business.customers} from ${business.name}.`,
    155,
  );
  const scene = capitalize(business.scenes[0] ?? "the work in progress");
  return {
    format: "post",
    post_id: input.post_id,
    title: heading,
    h1: heading,
    slug: input.slug,
    sections: [
      {
        heading: "The short answer",
        body_markdown: `On ${keyword}, this is what we tell ${business.customers}.\n\n[Answer the question in two or three sentences, the way you would say it in person.]`,
      },
      {
        heading: "Why it is so",
        body_markdown: `[Give the reason in plain words.] For the background, see [[SOURCE: a page by a maker or trade body that explains ${placeholder(keyword)}]].`,
      },
      {
        heading: "An example from our work",
        body_markdown: `[Tell of one time when this mattered: what was asked, what you did, how it went.]\n\n${introduction(profile, business)}`,
      },
      {
        heading: "What to do next",
        body_markdown: `Read on: ${links.slice(0, 2).join(", ")}. Or ask us about your own case: ${internal("contact")}.`,
      },
    ],
    images: [{ alt: scene, caption: scene }],
    metadata: {
      primary_keyword: keyword,
      secondary_keywords: [],
      og_title: heading,
      og_description: description,
      schema_article: { headline: heading, description, author: business.name },
    },
  };
}

function headingOf(keyword: string, question: string): string {
  const isInQuestion = question.toLowerCase().includes(keyword.toLowerCase());
  return isInQuestion ? question : cut(`${capitalize(keyword)}: ${question}`, 200);
}

/** The question that the title names, or else one of the trade: another for each task of a series. */
function topicOf({ title, series }: Piece, business: Business): Topic {
  const { topics, thing } = business;
  const open = topicsWithoutFigures(business);
  const turn = (series?.index ?? 1) - 1;
  return (
    topics.find(([short]) => title.toLowerCase().includes(short.toLowerCase())) ??
    open[turn % Math.max(1, open.length)] ?? [thing, `What would you like to know about ${thing}?`]
  );
}

function otherTopics(piece: Piece, business: Business): readonly Topic[] {
  const own = topicOf(piece, business);
  return topicsWithoutFigures(business)
    .filter((topic) => topic !== own)
    .slice(0, 3);
}

/** A figure in a question that no task names would be one that the owner never gave. */
function topicsWithoutFigures({ topics }: Business): readonly Topic[] {
  return topics.filter((topic) => !/\d/.test(topic.join(" ")));
}

/** Who is speaking, in the owner's own words where they can be quoted. */
function introduction({ user_profile }: Setting["profile"], { name, thing }: Business): string {
  const [first = ""] = user_profile.description.split(/(?<=[.!?])\s|\n/);
  const own = quotable(first, 240);
  return own === null ? `${capitalize(thing)} is what we do at ${name}.` : `${capitalize(name)}: ${own}.`;
}

function closing({ user_profile }: Setting["profile"]): string {
  return user_profile.website === null
    ? "Want to ask something yourself? Send us a message."
    : `Want to ask something yourself? Send us a message, or see ${user_profile.website}`;
}

function internal(words: string): string {
  return `[[INTERNAL:${slug(words).replaceAll("_", "-") || "contact"}]]`;
}

/** Words that may stand inside a placeholder. */
function placeholder(words: string): string {
  return words.replaceAll(/[[\]]/g, "");
}

function cut(text: string, most: number): string {
  return Array.from(text).slice(0, most).join("");
}
