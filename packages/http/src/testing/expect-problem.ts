import { Problem, type ProblemCode, problems } from "@alva/contracts/problem";
import { expect } from "vitest";
import { expectCommonHeaders } from "./expect-common-headers.ts";

/** Expects an answer to be the problem document of a code, with everything every refusal carries. */
export async function expectProblem(answer: Response, code: ProblemCode): Promise<Problem> {
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  const problem = Problem.parse(await answer.json());
  expect(problem).toMatchObject({ code, status: problems[code].status });
  expect(answer.status).toBe(problems[code].status);
  expect(problem.request_id).toBe(answer.headers.get("X-Request-Id"));
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  expectCommonHeaders(answer);
  return problem;
}
