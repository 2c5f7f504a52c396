import { type Problem, problems } from "@alva/contracts/problem";
import type { ApiError } from "./api-error.ts";

/** Builds the `application/problem+json` answer of an error (RFC 9457 section 3). */
export function problemResponse(error: ApiError, requestId: string): Response {
  const { code, message, errors, headers } = error;
  const { status, title } = problems[code];
  const problem: Problem = {
    type: `urn:alva:problem:${code}`,
    title,
    status,
    code,
    detail: message,
    request_id: requestId,
    ...(errors === undefined ? {} : { errors: [...errors] }),
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { ...headers, "Content-Type": "application/problem+json; charset=utf-8" },
  });
}
