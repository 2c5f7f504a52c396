import { ProblemError } from "@alva/contracts/problem-error";

/** A sentence for the person about what went wrong, what is safe and what to do next. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ProblemError)) {
    return "I couldn't reach Alva; nothing was lost. Check your connection and try again.";
  }
  const [field] = error.errors;
  if (field !== undefined) return field.message;
  const wait =
    error.retryAfterSeconds === undefined ? "" : ` Try again in ${inWords(error.retryAfterSeconds)}.`;
  const reference =
    error.status >= 500 && error.requestId !== "" ? ` Reference ${error.requestId.slice(0, 8)}.` : "";
  return error.message + wait + reference;
}

/** A wait as a person says it. */
export function inWords(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
