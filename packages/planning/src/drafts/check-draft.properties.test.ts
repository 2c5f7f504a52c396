import type { DraftContent, DraftRule } from "@alva/contracts/draft";
import { platforms } from "@alva/contracts/custom-plan";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { examples, profiles } from "../playbook/testing/profiles.ts";
import { findBanned, readBans } from "./banned.ts";
import { checkDraft } from "./check-draft.ts";
import { adLimits, emailLimits, postLimits } from "./limits.ts";
import { readDraftAnswer } from "./read-draft.ts";
import { draftContext } from "./testing/material.ts";

const context = draftContext(examples.service);

function checkOf(rule: DraftRule, content: DraftContent) {
  return checkDraft(content, context).find((check) => check.rule === rule);
}

/** A draft of each format from two texts. */
function contentsOf(one: string, other: string): DraftContent[] {
  return [
    { format: "email", subject: one, preview: other, body: `${one}\n${other}` },
    { format: "social_post", posts: [{ platform: "x", text: one, picture: other }] },
    { format: "ad", headlines: [one, other, one], descriptions: [one, other] },
    { format: "how_to", intro: one, steps: [one, other] },
    { format: "outline", post_id: "p", h1: one, h2: [one, other], h3: [], faq: [other] },
    {
      format: "post",
      post_id: "p",
      title: one,
      h1: one,
      slug: "p",
      sections: [{ heading: one, body_markdown: other }],
      images: [{ alt: one, caption: other }],
      metadata: {
        primary_keyword: one,
        secondary_keywords: [other],
        og_title: one,
        og_description: other,
        schema_article: { headline: one, description: other, author: one },
      },
    },
  ];
}

test("any text of any owner is checked without an error, and alike each time", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.constantFrom("$0 off!", "[[", "# ", "٣٤ %"),
  );
  fc.assert(
    fc.property(profiles, text, text, (profile, one, other) => {
      const own = draftContext(profile);
      for (const content of contentsOf(one, other)) {
        const checks = checkDraft(content, own);
        expect(checkDraft(content, own)).toEqual(checks);
        for (const { message } of checks) expect(message).not.toBe("");
      }
    }),
    { numRuns: 100 },
  );
});

test("any answer of the model is read without an error", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (answer) => {
      const reading = readDraftAnswer(answer, context);
      expect(reading.ok || reading.messages.length > 0).toBe(true);
    }),
  );
});

/** Ways of writing a word that hide it from a plain search. */
const disguises: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => word.toLowerCase(),
  (word) => word.normalize("NFD"),
  (word) => word.replaceAll(/\p{L}/gu, "$&\u0301"),
  (word) => Array.from(word).join("\u200b"),
  (word) => Array.from(word).join("\u00ad"),
  (word) => Array.from(word).join(" "),
  (word) => word.replaceAll(" ", "  \n"),
  (word) => word.replaceAll(" ", "-"),
  (word) => `${word}s`,
];

test("a banned word is found however it is written", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "cheap",
      "naïve",
      "Straße",
      "İstanbul",
      "low cost",
      "scare tactics",
      "价格",
      "σοφός",
      "oﬃce",
    ),
    fc.stringMatching(/^[a-zäöüßéñčşğłøåæ]{3,12}( [a-zäöüßéñčşğłøåæ]{3,12})?$/),
  );
  fc.assert(
    fc.property(word, fc.constantFrom(...disguises), (no, disguise) => {
      const { constraints } = examples.service;
      const bans = readBans({
        ...examples.service,
        constraints: { ...constraints, brand_nos: [`No ${no}`] },
      });
      fc.pre(bans.words.length === 1);
      expect(findBanned(`Before, ${disguise(bans.words[0] ?? "")}; after.`, bans)).not.toEqual([]);
      expect(findBanned("Before; after.", bans)).toEqual([]);
    }),
  );
});

/** Signs that are one code point each, most of them two UTF-16 units. */
const sign = fc.constantFrom("a", "é", "𝒜", "🎉", "价");

test.each<[string, number, (text: string) => DraftContent]>([
  ...platforms.map((platform): [string, number, (text: string) => DraftContent] => [
    `a post on ${platform}`,
    postLimits[platform],
    (text) => ({ format: "social_post", posts: [{ platform, text, picture: "p" }] }),
  ]),
  ["a subject", emailLimits.subject, (subject) => ({ format: "email", subject, preview: "p", body: "b" })],
  ["a preview", emailLimits.preview, (preview) => ({ format: "email", subject: "s", preview, body: "b" })],
  [
    "a headline",
    adLimits.headline,
    (one) => ({ format: "ad", headlines: [one, "b", "c"], descriptions: ["d", "e"] }),
  ],
  [
    "a description",
    adLimits.description,
    (one) => ({ format: "ad", headlines: ["a", "b", "c"], descriptions: [one, "e"] }),
  ],
])("%s may be exactly %i code points long, whatever they are, and not one more", (_what, most, write) => {
  fc.assert(
    fc.property(fc.array(sign, { minLength: 1, maxLength: 5 }), (signs) => {
      const text = signs.join("").repeat(most);
      const exactly = Array.from(text).slice(0, most).join("");
      expect(checkOf("length", write(exactly))?.ok).toBe(true);
      expect(checkOf("length", write(`${exactly}x`))?.ok).toBe(false);
    }),
    { numRuns: 5 },
  );
});
