import { DraftMaterial, draftInput } from "@alva/planning/drafts/draft-input";
import { draftRequest } from "@alva/planning/drafts/draft-request";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import * as z from "zod";
import { StoredDraft } from "../queries/draft-row.ts";
import { owner } from "./database.ts";
import { deliver } from "./delivery.ts";
import { base64 } from "./ready-plan.ts";

const Row = z.object({
  state: z.string(),
  attempt: z.int(),
  input: DraftMaterial,
  messages: z.array(z.string()),
  content: StoredDraft.nullable(),
});

/** What QStash can report beside a good answer. */
export interface Report {
  /** The model's words; those of the playbook by default. */
  readonly text?: string;
  readonly finish_reason?: string;
  readonly refusal?: string;
  /** In place of an answer. */
  readonly instead?: object;
}

const usage = { prompt_tokens: 1000, completion_tokens: 200 };

/** The body with which QStash reports what the present attempt at a draft came to. */
export async function draftReport(draftId: string, report: Report = {}): Promise<string> {
  const { text, finish_reason = "stop", refusal, instead } = report;
  const [found] =
    await owner`select state, attempt, input, messages, content from app.drafts where id = ${draftId}`;
  const { state, input, messages, content } = Row.parse(found);
  const request = draftRequest(draftInput(input), {
    previousErrors: messages,
    previousDraft: state === "fixing" ? (content?.draft ?? null) : null,
  });
  const message = { content: text ?? answerOffline(request) ?? null, refusal: refusal ?? null };
  const completion = { model: "test", choices: [{ finish_reason, message }], usage };
  return JSON.stringify({
    sourceMessageId: "msg_test",
    sourceBody: base64(JSON.stringify(request)),
    ...(instead ?? { status: 200, body: base64(JSON.stringify(completion)) }),
  });
}

/** The callback address of one attempt at a draft. */
export function draftPath(draft: string, attempt: number, end: "draft" | "draft-failed" = "draft"): string {
  return `/webhooks/qstash/${end}?draft=${draft}&attempt=${attempt}`;
}

/** Delivers what an attempt came to. */
export async function deliverDraft(draftId: string, attempt: number, report: Report = {}): Promise<Response> {
  return deliver(draftPath(draftId, attempt), await draftReport(draftId, report));
}
