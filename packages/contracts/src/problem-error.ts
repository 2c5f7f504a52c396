import { type FieldError, Problem, type ProblemCode } from "./problem.ts";

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

/** What is read of an answer; `fetch`'s Response has it. */
interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<unknown>;
}

/** Reads a refusal. What is not one of our problem documents, a proxy's page say, becomes `dependency_unavailable`. */
export async function readProblem(answer: Answer): Promise<ProblemError> {
  const problem = Problem.safeParse(await answer.json().catch(() => undefined));
  const seconds = Number(answer.headers.get("Retry-After"));
  const retryAfterSeconds = Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
  if (problem.success) return new ProblemError(problem.data, retryAfterSeconds);
  const unavailable = {
    status: answer.status,
    code: "dependency_unavailable",
    detail: "The service did not answer as it should. Nothing was lost; please try again in a moment.",
    request_id: "",
  } as const;
  return new ProblemError(unavailable, retryAfterSeconds);
}
