import type { DraftCheck, DraftContent } from "@alva/contracts/draft";
import { hasWords } from "./banned.ts";

type Post = Extract<DraftContent, { format: "post" }>;
type Outline = Extract<DraftContent, { format: "outline" }>;

const fewestInternalLinks = 3;
const openingWords = 100;

/** The on-page rules of a post: "good", not a perfect score (plan pipeline, section 3.3, step W8). */
export function checkPost(post: Post, keyword: string, ownHost: string | null): DraftCheck[] {
  const bodies = post.sections.map(({ body_markdown }) => body_markdown);
  const text = bodies.join("\n");
  const extraH1 = bodies.flatMap((body) => body.match(/^# .*$|^.+\n=+ *$|<h1\b.*/gim) ?? []);
  const { og_title, og_description, schema_article } = post.metadata;
  const internal = text.match(/\[\[INTERNAL:[a-z0-9-]+\]\]/g) ?? [];
  const own =
    ownHost === null
      ? []
      : (text.match(/https?:\/\/[^\s)\]]+/gi) ?? []).filter((one) => one.includes(ownHost));
  const missing = Object.entries({ og_title, og_description, ...schema_article })
    .filter(([, value]) => value.trim() === "")
    .map(([name]) => name);
  return [
    {
      rule: "one_h1",
      ok: extraH1.length === 0,
      found: extraH1,
      message: "A page has one main heading; those in the text should be smaller.",
    },
    keywordCheck(keyword, {
      title: post.title,
      slug: post.slug,
      description: og_description,
      "first 100 words": text.split(/\s+/).slice(0, openingWords).join(" "),
    }),
    {
      rule: "alt_text",
      ok: post.images.every(({ alt }) => alt.trim() !== ""),
      found: post.images.filter(({ alt }) => alt.trim() === "").map(({ caption }) => caption || "a picture"),
      message: "Every picture needs words for people who cannot see it.",
    },
    {
      rule: "page_data",
      ok: missing.length === 0,
      found: missing,
      message: "Search engines and shared links show this; nothing of it should be empty.",
    },
    {
      rule: "internal_links",
      ok: internal.length + own.length >= fewestInternalLinks,
      found: internal,
      message: `A post links to at least ${fewestInternalLinks} pages of your own. Replace each [[INTERNAL:...]] by a link.`,
    },
    {
      rule: "external_source",
      ok: /\[\[SOURCE:[^\]]+\]\]/.test(text),
      found: text.match(/\[\[SOURCE:[^\]]+\]\]/g) ?? [],
      message: "A post cites at least one source. Replace [[SOURCE: ...]] by a page that you have read.",
    },
  ];
}

/** An outline is about its keyword from its main heading on. */
export function checkOutline({ h1 }: Outline, keyword: string): DraftCheck[] {
  return [keywordCheck(keyword, { "main heading": h1 })];
}

function keywordCheck(keyword: string, places: Readonly<Record<string, string>>): DraftCheck {
  const without = Object.entries(places)
    .filter(([, text]) => !hasWords(text, keyword))
    .map(([place]) => place);
  return {
    rule: "keyword",
    ok: without.length === 0,
    found: without,
    message: `People search for "${keyword}"; it should stand in the places named here.`,
  };
}
