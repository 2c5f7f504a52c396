import { hasForeignLink } from "../validators/links.ts";
import { asksForCredentials } from "../validators/policies.ts";

/**
 * A text of the customer's that may stand inside a sentence of ours, or null. Only plain prose passes: no code, markup, links
 * or commands to hand something over, and nothing too long to quote.
 */
export function quotable(text: string, most: number): string | null {
  const line = text.trim().replace(/\s+/g, " ");
  const isPlain = /^[\p{L}\p{M}\p{N} ,;.'’&$£€%+!?-]+$/u.test(line) && /\p{L}/u.test(line);
  if (!isPlain || Array.from(line).length > most) return null;
  return hasForeignLink(line, null) || asksForCredentials(line) ? null : line.replace(/[.!?,]+$/, "");
}
