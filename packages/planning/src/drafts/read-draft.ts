import { type DraftCheck, type DraftContent, draftContents } from "@alva/contracts/draft";
import { canaryMessage, repeatsCanary } from "../prompts/canary.ts";
import { readJson } from "../read-json.ts";
import { messagesOf, type Reading } from "../validators/messages.ts";
import { checkDraft } from "./check-draft.ts";
import type { DraftContext } from "./draft-input.ts";

/** A draft that may be shown, and what the checks say of it. */
export interface CheckedDraft {
  content: DraftContent;
  checks: DraftCheck[];
}

/**
 * Reads what the model answered: a draft with its checks, or what to say in the next attempt. Any text is fine; none
 * throws. Which post a draft belongs to is decided here and not by the model.
 */
export function readDraftAnswer(text: string, context: DraftContext): Reading<CheckedDraft> {
  const value = readJson(text);
  if (repeatsCanary(text, value)) return { ok: false, messages: [canaryMessage] };
  const parsed = draftContents[context.input.format].safeParse(value);
  if (!parsed.success) return { ok: false, messages: messagesOf(parsed.error) };
  const content = settle(parsed.data, context);
  if (content.format === "social_post" && content.posts.length === 0) {
    return { ok: false, messages: [`posts: Write for ${context.input.platforms.join(", ")}.`] };
  }
  return { ok: true, content, checks: checkDraft(content, context) };
}

function settle(content: DraftContent, { input }: DraftContext): DraftContent {
  switch (content.format) {
    case "social_post":
      return {
        ...content,
        posts: content.posts.filter(({ platform }) => input.platforms.includes(platform)),
      };
    case "outline":
      return { ...content, post_id: input.post_id };
    case "post":
      return { ...content, post_id: input.post_id, slug: input.slug };
    case "email":
    case "ad":
    case "how_to":
      return content;
  }
}
