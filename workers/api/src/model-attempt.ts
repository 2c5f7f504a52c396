import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import { repeatsCanary } from "@alva/planning/prompts/canary";
import { readJson } from "@alva/planning/read-json";
import type { ModelAnswer } from "./model-answer.ts";
import type { ModelAttempt } from "./queries/model-attempts.ts";

interface Attempted {
  readonly promptVersion: string;
  /** As it was sent, with the model's name. */
  readonly request: unknown;
  /** Undefined when none came. */
  readonly answer?: ModelAnswer | undefined;
}

/** What is kept of an attempt at having the model answer: everything but words that repeat the canary. */
export function attemptOf({ promptVersion, request, answer }: Attempted): ModelAttempt {
  const attempt = { promptVersion, requestHash: requestHash(request) };
  const said = saidIn(answer);
  if (!said || repeatsCanary(said.text, readJson(said.text))) return attempt;
  const { text, model, usage } = said;
  return { ...attempt, answer: { text, model, promptVersion, ...usage, sha256: sha256Hex(text) } };
}

/** SHA-256 of a request's canonical JSON (RFC 8785): equal requests, equal hashes. */
export function requestHash(request: unknown): string {
  return sha256Hex(canonicalJson(request));
}

function saidIn(answer: ModelAnswer | undefined) {
  switch (answer?.kind) {
    case "answered":
      return answer;
    case "failed":
      return answer.said;
    case "refused":
    case undefined:
      return undefined;
  }
}
