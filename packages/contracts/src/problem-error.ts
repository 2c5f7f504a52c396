import type { FieldError, Problem, ProblemCode } from "./problem.ts";

/** A refusal as a client receives it. Branch on `code`; `message` is the sentence for the person. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly code: ProblemCode;
  readonly status: number;
  readonly requestId: string;
  readonly errors: readonly FieldError[];
  /** Seconds to wait before asking again, when the answer says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Omit<Problem, "type" | "title">, retryAfterSeconds?: number) {
    super(problem.detail);
    this.code = problem.code;
    this.status = problem.status;
    this.requestId = problem.request_id;
    this.errors = problem.errors ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
