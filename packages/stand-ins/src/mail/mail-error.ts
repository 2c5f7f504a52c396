import type * as z from "zod";
import type { Answer } from "../server.ts";

/** Names and statuses of Resend's error reference. */
const statuses = {
  invalid_idempotency_key: 400,
  bad_request: 400,
  missing_api_key: 401,
  invalid_api_key: 403,
  user_agent_missing: 403,
  not_found: 404,
  method_not_allowed: 405,
  invalid_idempotent_request: 409,
  missing_required_field: 422,
  validation_error: 422,
} as const;

/** A refusal in Resend's words: `{ statusCode, name, message }`. */
export class MailError extends Error {
  override readonly name = "MailError";
  readonly code: keyof typeof statuses;
  constructor(code: keyof typeof statuses, message: string) {
    super(message);
    this.code = code;
  }
}

/** The answer that a refusal becomes. */
export function answerMailError({ code, message }: MailError): Answer {
  const statusCode = statuses[code];
  return { status: statusCode, body: { statusCode, name: code, message } };
}

/** The first thing wrong with a mail, as Resend says it: only one field is named. */
export function refusedField(error: z.ZodError, sent: unknown): MailError {
  const [issue] = error.issues;
  const field = issue?.path.find((part) => typeof part === "string") ?? "body";
  const missing = typeof sent === "object" && sent !== null && !(field in sent);
  if (missing) return new MailError("missing_required_field", `Missing \`${field}\` field.`);
  return new MailError("validation_error", `Invalid \`${field}\` field. ${issue?.message ?? ""}`.trim());
}
