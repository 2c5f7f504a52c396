import * as z from "zod";

/** Every way a request can be refused: the stable code, its HTTP status and its short title. One cause, one code. */
export const problems = {
  bad_request: { status: 400, title: "Bad request" },
  malformed_json: { status: 400, title: "The body is not valid JSON" },
  idempotency_key_invalid: { status: 400, title: "Idempotency-Key is missing or malformed" },
  access_token_missing: { status: 401, title: "Sign-in required" },
  access_token_invalid: { status: 401, title: "Access token not accepted" },
  access_token_expired: { status: 401, title: "Access token expired" },
  link_invalid: { status: 401, title: "Sign-in link not valid" },
  session_invalid: { status: 401, title: "Session ended" },
  signature_invalid: { status: 401, title: "Webhook signature not accepted" },
  origin_forbidden: { status: 403, title: "Origin not allowed" },
  https_required: { status: 403, title: "Use https" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  request_timeout: { status: 408, title: "The request took too long" },
  state_conflict: { status: 409, title: "Not possible in the present state" },
  body_too_large: { status: 413, title: "Body too large" },
  content_type_unsupported: { status: 415, title: "Content type not supported" },
  validation_failed: { status: 422, title: "Some fields need attention" },
  idempotency_key_reused: { status: 422, title: "Idempotency-Key already used for another request" },
  profile_incomplete: { status: 422, title: "The profile is not complete" },
  quota_exceeded: { status: 429, title: "No more for now" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong on our side" },
  dependency_unavailable: { status: 503, title: "Temporarily unavailable" },
} as const satisfies Record<string, { status: number; title: string }>;

/** A problem's stable name; clients branch on it, never on text. */
export type ProblemCode = keyof typeof problems;

/** One refused field: its path in the request (`clientProfile.constraints.brand_nos.0`) and what to do about it. */
export const FieldError = z.object({ path: z.string(), message: z.string() }).meta({ id: "FieldError" });
export type FieldError = z.infer<typeof FieldError>;

/**
 * The body of every answer outside 2xx, as `application/problem+json` (RFC 9457). `detail` is a sentence a person can
 * act on; `request_id` finds the request in our logs; `errors` names each refused field of a 422.
 */
export const Problem = z
  .object({
    type: z.string().describe("URI of the kind of problem, ending in its code"),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string(),
    request_id: z.string(),
    errors: z.array(FieldError).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;
