import * as z from "zod";
import { Platform } from "./custom-plan.ts";
import { PlanTask } from "./master-plan.ts";
import { Waits } from "./qstash.ts";
import { Operation } from "./task.ts";
import { multilineText } from "./text.ts";

/** What can be drafted for a task: a text to use as it is, the outline of a blog post, or the post itself. */
export const DraftKind = z.enum(["text", "outline", "post"]).meta({ id: "DraftKind" });
export type DraftKind = z.infer<typeof DraftKind>;

/** A draft's states; the last three are final. `fixing`: one more call mends what the checks found. */
export const DraftState = z
  .enum(["queued", "working", "retrying", "fixing", "ready", "failed", "cancelled"])
  .meta({ id: "DraftState" });
export type DraftState = z.infer<typeof DraftState>;

// Room for any honest text. What a platform or a mailbox allows is checked, so that a draft which is a little too long
// is shown with that said of it and not thrown away.
const line = z.string().min(1).max(400);
const passage = z.string().min(1).max(8000);
const postId = z.string().min(1).max(60);

/** What the model answers for each format, and what the owner gets (plan pipeline, sections 3.3 to 3.5). */
export const draftContents = {
  social_post: z.object({
    format: z.literal("social_post"),
    posts: z
      .array(
        z.object({
          platform: Platform,
          text: passage,
          picture: line.describe("What the picture or clip shows; doubles as its alternative text"),
        }),
      )
      .min(1)
      .max(3),
  }),
  email: z.object({
    format: z.literal("email"),
    subject: line.describe("At most 60 characters"),
    preview: line.describe("At most 90 characters"),
    body: passage,
  }),
  ad: z.object({
    format: z.literal("ad"),
    headlines: z.array(line.describe("At most 30 characters")).min(3).max(15),
    descriptions: z.array(line.describe("At most 90 characters")).min(2).max(4),
  }),
  how_to: z.object({
    format: z.literal("how_to"),
    intro: passage,
    steps: z.array(line).min(2).max(12),
    text: passage.exactOptional().describe("Words to copy, where the task needs some"),
  }),
  outline: z.object({
    format: z.literal("outline"),
    post_id: postId,
    h1: line,
    h2: z.array(line).min(2).max(10),
    h3: z.array(line).max(20),
    faq: z.array(line).max(5),
  }),
  post: z.object({
    format: z.literal("post"),
    post_id: postId,
    title: line,
    h1: line,
    slug: z.string().regex(/^[a-z0-9-]{1,80}$/),
    sections: z
      .array(z.object({ heading: line, body_markdown: passage }))
      .min(2)
      .max(12),
    images: z.array(z.object({ alt: z.string().max(400), caption: z.string().max(400) })).max(6),
    metadata: z.object({
      primary_keyword: line,
      secondary_keywords: z.array(line).max(5),
      og_title: z.string().max(400),
      og_description: z.string().max(600),
      schema_article: z
        .object({
          headline: z.string().max(400),
          description: z.string().max(600),
          author: z.string().max(200),
        })
        .describe("Properties of the same names of schema.org's Article"),
    }),
  }),
} as const;

/** A draft's format; `text` drafts have one of the first four. */
export const DraftFormat = z.enum(["social_post", "email", "ad", "how_to", "outline", "post"]);
export type DraftFormat = z.infer<typeof DraftFormat>;

/** What was drafted, told apart by `format`. */
export const DraftContent = z
  .discriminatedUnion("format", [
    draftContents.social_post,
    draftContents.email,
    draftContents.ad,
    draftContents.how_to,
    draftContents.outline,
    draftContents.post,
  ])
  .meta({ id: "DraftContent" });
export type DraftContent = z.infer<typeof DraftContent>;

/** What code looks at in every draft; the rules after `please_confirm` are for outlines and posts alone. */
export const DraftRule = z.enum([
  "banned_words",
  "discounts",
  "face_or_voice",
  "credentials",
  "ads_to_minors",
  "own_links",
  "length",
  "please_confirm",
  "one_h1",
  "keyword",
  "alt_text",
  "page_data",
  "internal_links",
  "external_source",
]);
export type DraftRule = z.infer<typeof DraftRule>;

/** The outcome of one check: the places it found, and what the owner should know or do. */
export const DraftCheck = z
  .object({
    rule: DraftRule,
    ok: z.boolean(),
    found: z.array(z.string()),
    message: z.string(),
  })
  .meta({ id: "DraftCheck" });
export type DraftCheck = z.infer<typeof DraftCheck>;

/** A draft for a task. Nothing of it is published for the owner. */
export const Draft = z
  .object({
    id: z.uuid(),
    task_id: PlanTask.shape.id,
    kind: DraftKind,
    state: DraftState,
    attempt: z.int().min(1),
    content: DraftContent.nullable().describe("Present once the draft is ready"),
    edited_text: z.string().nullable().describe("The owner's own version, if there is one"),
    checks: z.array(DraftCheck).describe("Of `content`, as it was drafted"),
    reason: z.string().nullable().describe("Why it is tried again or failed, in plain words"),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "Draft" });
export type Draft = z.infer<typeof Draft>;

/** Asks for a draft. Without `kind`, blog tasks that write a post get a post, those that outline one an outline. */
export const AskForDraft = Operation.extend({ kind: DraftKind.optional() }).meta({ id: "AskForDraft" });
export type AskForDraft = z.infer<typeof AskForDraft>;

/** The owner's own version of a draft; the last one sent is kept, an empty one takes it away. */
export const DraftEdit = z
  .strictObject({ edited_text: multilineText({ max: 20_000 }) })
  .meta({ id: "DraftEdit" });
export type DraftEdit = z.infer<typeof DraftEdit>;

/** The path parameter of one draft. */
export const DraftId = z.object({ id: z.uuid() });

/** Three attempts at a first answer, and one more to mend what the checks found. */
const mostAttempts = 4;

/** Which attempt at which draft a delivery answers; part of the signed callback address. */
export const DraftAddress = z.strictObject({
  draft: z.uuid(),
  attempt: z.coerce.number().int().min(1).max(mostAttempts),
  waits: Waits,
});
export type DraftAddress = z.infer<typeof DraftAddress>;
