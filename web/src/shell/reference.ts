import { ProblemError } from "@alva/contracts/problem-error";

/**
 * A short code for an error that a person can tell us: the request's number where a worker refused, otherwise one that is the
 * same for equal errors, so that reports of one fault are found together.
 */
export function referenceOf(error: Error & { readonly digest?: string }): string {
  if (error instanceof ProblemError && error.requestId !== "") return error.requestId.slice(0, 8);
  return error.digest ?? hash(`${error.name}: ${error.message}`);
}

/** FNV-1a, 32 bits, in hexadecimal. */
function hash(text: string): string {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) state = Math.imul(state ^ byte, 0x01000193);
  return (state >>> 0).toString(16).padStart(8, "0");
}
