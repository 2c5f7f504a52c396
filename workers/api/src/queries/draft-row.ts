import { type Draft, DraftCheck, DraftContent, DraftKind, DraftState } from "@alva/contracts/draft";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { rfc3339 } from "./rows.ts";

/** What was drafted and, beside it, what the owner made of it. */
export const StoredDraft = z.object({ draft: DraftContent, edited_text: z.string().nullable() });

/** A draft as the statements of this folder select it. */
export const DraftRow = z.object({
  id: z.uuid(),
  task_id: z.string(),
  kind: DraftKind,
  state: DraftState,
  attempt: z.int(),
  content: StoredDraft.nullable(),
  checks: z.array(DraftCheck).nullable(),
  reason: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

/** Columns of `DraftRow` for a `d` that is app.drafts. */
export const draftColumns: SQL = sql`d.id, d.task_id, d.kind, d.state, d.attempt, d.content, d.checks, d.reason,
  ${rfc3339(sql`d.created_at`)} as created_at, ${rfc3339(sql`d.updated_at`)} as updated_at`;

/** The draft as the contract has it: what is still to be mended is not shown. */
export function presentDraft({ content, checks, ...draft }: z.infer<typeof DraftRow>): Draft {
  const shown = draft.state === "ready" ? content : null;
  return {
    ...draft,
    content: shown?.draft ?? null,
    edited_text: shown?.edited_text ?? null,
    checks: shown === null ? [] : (checks ?? []),
  };
}
