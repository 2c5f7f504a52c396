import { Problem } from "./problem.ts";
import { ProblemError } from "./problem-error.ts";

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
