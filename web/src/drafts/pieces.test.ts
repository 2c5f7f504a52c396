import { expect, test } from "vitest";
import { piecesOf, textOf } from "./pieces.ts";

const post = {
  platform: "instagram",
  text: "Hello from the workshop.",
  picture: "A candle on a bench",
} as const;

test("a single post is edited as it is published, without its picture's description", () => {
  expect(textOf({ format: "social_post", posts: [post] })).toBe("Hello from the workshop.");
});

test("a text of several parts names each, so that none is taken for another", () => {
  const email = { format: "email", subject: "S", preview: "P", body: "B" } as const;
  expect(textOf(email)).toBe("Subject:\nS\n\nPreview line:\nP\n\nMessage:\nB");
});

test("a post is copied as one Markdown document, and its page data beside it", () => {
  const pieces = piecesOf({
    format: "post",
    post_id: "care",
    title: "Candle care",
    h1: "How to care for a candle",
    slug: "candle-care",
    sections: [
      { heading: "Trim", body_markdown: "Trim the wick." },
      { heading: "Burn", body_markdown: "Let it pool." },
    ],
    images: [],
    metadata: {
      primary_keyword: "candle care",
      secondary_keywords: ["wick"],
      og_title: "Candle care",
      og_description: "Four steps",
      schema_article: { headline: "h", description: "d", author: "a" },
    },
  });
  expect(pieces.map(({ label, isText }) => [label, isText])).toEqual([
    ["Post, as Markdown", true],
    ["For search engines", false],
  ]);
  expect(pieces[0]?.text).toBe(
    "# How to care for a candle\n\n## Trim\n\nTrim the wick.\n\n## Burn\n\nLet it pool.",
  );
});
