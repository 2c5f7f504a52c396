import type { DraftContent, DraftRule } from "@alva/contracts/draft";
import { describe, expect, test } from "vitest";
import { examples } from "../playbook/testing/profiles.ts";
import { checkDraft, faultsOf } from "./check-draft.ts";
import { draftContext } from "./testing/material.ts";

const { service } = examples;
type Profile = typeof service;

function email(body: string): DraftContent {
  return { format: "email", subject: "Before the cold comes", preview: "One thing to look at", body };
}

function foundIn(rule: DraftRule, content: DraftContent, profile: Profile = service) {
  return checkDraft(content, draftContext(profile)).find((check) => check.rule === rule);
}

const nos = (...brand_nos: string[]): Profile => ({
  ...service,
  constraints: { ...service.constraints, brand_nos, additional_notes: "" },
});

test.each<[DraftRule, string, Profile]>([
  ["banned_words", "Act now, before it's too late.", service],
  ["banned_words", "Hurry, only 3 left.", nos("No fake scarcity or countdown timers")],
  ["banned_words", "A game-changing boiler.", nos("No hype words such as revolutionary")],
  ["banned_words", "A revolutionary boiler.", nos("No hype words such as revolutionary")],
  ["banned_words", "10% off this week.", nos("No discounts")],
  ["banned_words", "Warm homes 🔥", nos("No emojis")],
  ["banned_words", "Unlike other firms we call back.", nos("Don't compare us to competitors")],
  ["banned_words", "We are CHEAP.", nos('Never call us "cheap" or "low cost"')],
  ["banned_words", "A low-cost visit.", nos('Never call us "cheap" or "low cost"')],
  [
    "discounts",
    "There is 20% off all visits.",
    { ...service, business_model: { ...service.business_model, run_promos: "no_promos" } },
  ],
  [
    "face_or_voice",
    "We go live on Friday.",
    { ...service, content_presence: { ...service.content_presence, shows_face_or_voice: "no" } },
  ],
  ["credentials", "Please reply with your password.", service],
  ["own_links", "See www.other-site.com for more.", service],
  ["please_confirm", "We have served 4,000 homes.", service],
  ["please_confirm", "Award-winning work.", service],
  ["please_confirm", "9 years of work.", service],
])("%s finds: %s", (rule, text, profile) => {
  expect(foundIn(rule, email(`A line before. ${text}\nA line after.`), profile)).toMatchObject({ ok: false });
  expect(foundIn(rule, email("A plain line."), profile)).toMatchObject({ ok: true, found: [] });
});

test.each([
  ["the owner's own site", "own_links", "See https://ridgeline-heating.example/tune-up for more."],
  ["numbers that the owner gave", "please_confirm", "The plan is $189 a year, within 25 miles."],
  ["the same number written otherwise", "please_confirm", "A visit is 640 dollars, or $640.00."],
  ["boasts that the owner gave", "please_confirm", "We are licensed and insured."],
  ["counting steps", "please_confirm", "Here are 3 things to look at."],
  ["placeholders", "please_confirm", "Read [[SOURCE: the 2019 boiler study]]."],
  ["a word that contains a banned one", "banned_words", "The scarecrow is not our mascot."],
] as const)("passes %s", (_what, rule, text) => {
  expect(foundIn(rule, email(text), nos("No crow"))).toMatchObject({ ok: true });
});

test("a marked claim is shown for confirming and fails nothing", () => {
  const sentence = "We have served 4,000 homes [please confirm].";
  expect(foundIn("please_confirm", email(sentence))).toMatchObject({ ok: true, found: [sentence] });
});

test("a no that only a person can judge is named, not passed over", () => {
  const no = "Never post about my sister and her children while they are travelling";
  expect(foundIn("banned_words", email("Hello."), nos(no))?.message).toContain(no);
});

test("a no in the notes counts like one of the list", () => {
  const profile = {
    ...nos(),
    client_notes: [
      {
        id: "n",
        at: "2026-08-01T00:00:00.000Z",
        source: "task" as const,
        text: "Never say budget.",
        task_id: null,
      },
    ],
  };
  expect(foundIn("banned_words", email("A budget visit."), profile)).toMatchObject({ found: ["budget"] });
});

describe("a post", () => {
  const body = "On wick trimming: trim it. [[SOURCE: a maker]] [[INTERNAL:a]] [[INTERNAL:b]] [[INTERNAL:c]]";
  const second = { heading: "Two", body_markdown: "## Smaller heading\nMore." };
  const good = {
    format: "post",
    post_id: "p",
    title: "Wick trimming",
    h1: "Wick trimming",
    slug: "wick-trimming",
    sections: [{ heading: "One", body_markdown: body }, second],
    images: [{ alt: "A wick", caption: "A wick" }],
    metadata: {
      primary_keyword: "wick trimming",
      secondary_keywords: [],
      og_title: "Wick trimming",
      og_description: "Wick trimming, explained",
      schema_article: { headline: "Wick trimming", description: "Wick trimming", author: "Ada" },
    },
  } satisfies DraftContent;
  const context = draftContext(
    service,
    { channel: "blog", title: "Write the post: wick trimming" },
    { kind: "post" },
  );
  const failed = (post: DraftContent) =>
    checkDraft(post, context).flatMap(({ rule, ok }) => (ok ? [] : [rule]));
  const withBody = (body_markdown: string): DraftContent => ({
    ...good,
    sections: [{ heading: "One", body_markdown }, second],
  });

  test("that keeps every rule passes all of them", () => {
    expect(failed(good)).toEqual([]);
  });

  test.each<[DraftRule, DraftContent]>([
    ["one_h1", withBody(`${body}\n# Another`)],
    ["keyword", { ...good, title: "Other" }],
    ["keyword", { ...good, slug: "other" }],
    ["keyword", withBody(`${"word ".repeat(100)} ${body}`)],
    ["keyword", { ...good, metadata: { ...good.metadata, og_description: "Other" } }],
    ["alt_text", { ...good, images: [{ alt: " ", caption: "A wick" }] }],
    ["page_data", { ...good, metadata: { ...good.metadata, og_title: "" } }],
    ["internal_links", withBody(body.replace("[[INTERNAL:c]]", ""))],
    ["external_source", withBody(body.replace("[[SOURCE: a maker]]", ""))],
  ])("fails %s alone when it breaks it", (rule, post) => {
    expect(failed(post)).toEqual([rule]);
  });
});

/** So many signs. */
function text(length: number): string {
  return "é".repeat(length);
}

function tooLong(content: DraftContent) {
  return foundIn("length", content)?.found;
}

test("the limits are those of the platforms and of the plan", () => {
  expect(tooLong({ format: "email", subject: text(61), preview: text(91), body: text(9000) })).toEqual([
    "subject: 61 of 60 characters",
    "preview: 91 of 90 characters",
  ]);
  expect(
    tooLong({ format: "ad", headlines: [text(31), "b", "c"], descriptions: [text(91), "d"] }),
  ).toHaveLength(2);
  const posts = (["x", "pinterest"] as const).map((platform) => ({
    platform,
    text: text(501),
    picture: "p",
  }));
  expect(tooLong({ format: "social_post", posts })).toEqual([
    "x: 501 of 280 characters",
    "pinterest: 501 of 500 characters",
  ]);
});

test("what failed is said to the model with what was found", () => {
  const checks = checkDraft(email("See www.other-site.com for more."), draftContext(service));
  expect(faultsOf(checks)).toEqual([expect.stringMatching(/^own_links: .*www\.other-site\.com/)]);
});
