import { DraftContent, draftContents } from "@alva/contracts/draft";
import * as z from "zod";
import { CustomerData, parsedJson } from "../prompts/read-request.ts";
import type { ModelRequest } from "../prompts/requests.ts";
import { strictJsonSchema } from "../prompts/strict-json-schema.ts";
import { draftDirectives } from "./directives.ts";
import { type DraftContext, DraftInput } from "./draft-input.ts";

/** Kept with each draft, so that a text can be traced to the words that asked for it. */
export const draftPromptVersion = "draft-2";

/** What a second or later call carries. */
export interface DraftRetry {
  /** What was wrong with the last answer. */
  readonly previousErrors: readonly string[];
  /** The draft to be mended; null for a new one. */
  readonly previousDraft: DraftContent | null;
}

/** Asks the model for a draft, or for the mended version of one. */
export function draftRequest(input: DraftInput, { previousErrors, previousDraft }: DraftRetry): ModelRequest {
  const content = {
    ...input,
    prompt_version: draftPromptVersion,
    previous_errors: previousErrors,
    previous_draft: previousDraft,
  };
  return {
    messages: [
      { role: "system", content: draftDirectives(input.format) },
      { role: "user", content: JSON.stringify(content) },
    ],
    response_format: {
      type: "json_schema",
      json_schema: {
        name: `alva_draft_${input.format}`,
        strict: true,
        schema: strictJsonSchema(draftContents[input.format]),
      },
    },
    temperature: 0,
  };
}

const Request = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  response_format: z.object({ json_schema: z.object({ schema: z.unknown() }) }),
});
const Content = DraftInput.extend({ previous_draft: DraftContent.nullish() });

/** A request of ours, read back. */
export interface SentDraft extends DraftContext {
  readonly previousDraft: DraftContent | null;
  /** The JSON schema that the answer has to fit. */
  readonly schema: unknown;
}

/** Reads a request back into what it was written from (docs/decisions, 0001), or undefined when it is not one. */
export function readDraftRequest(request: unknown): SentDraft | undefined {
  const parsed = Request.safeParse(request).data;
  const text = parsed?.messages.find(({ role }) => role === "user")?.content;
  const content = text === undefined ? undefined : Content.safeParse(parsedJson(text)).data;
  const profile = CustomerData.safeParse(content?.customer_data).data;
  if (parsed === undefined || content === undefined || profile === undefined) return undefined;
  const { previous_draft, ...input } = content;
  return {
    input,
    profile,
    previousDraft: previous_draft ?? null,
    schema: parsed.response_format.json_schema.schema,
  };
}
