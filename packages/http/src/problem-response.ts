import { type FieldError, type Problem, type ProblemCode, problems } from "@alva/contracts/problem";
import type { ApiError } from "./api-error.ts";

/** Builds the `application/problem+json` answer of an error (RFC 9457 section 3). */
export function problemResponse(error: ApiError, requestId: string): Response {
  return new Response(JSON.stringify(presentProblem(error.code, error.message, requestId, error.errors)), {
    status: problems[error.code].status,
    headers: { ...error.headers, "Content-Type": "application/problem+json; charset=utf-8" },
  });
}

function presentProblem(
  code: ProblemCode,
  detail: string,
  request_id: string,
  errors: readonly FieldError[] | undefined,
): Problem {
  const { status, title } = problems[code];
  const base = { type: `urn:alva:problem:${code}`, title, status, code, detail, request_id };
  return errors === undefined ? base : { ...base, errors: [...errors] };
}
