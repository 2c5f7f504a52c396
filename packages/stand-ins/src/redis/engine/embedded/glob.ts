import type { Bytes } from "./store.ts";

/**
 * A test for Redis' glob patterns: `*`, `?`, `[a-z]`, `[^a]`, and a backslash before a character taken as it is. A
 * bracket that is never closed reaches to the end.
 */
export function matcher(pattern: Bytes): (text: Bytes) => boolean {
  const source = pattern.replace(/\\([\s\S])|\[(\^?)((?:\\[\s\S]|[^\]])*)\]?|([\s\S])/g, translate);
  const expression = new RegExp(`^${source}$`, "s");
  return (text) => expression.test(text);
}

function translate(_: string, escaped?: string, negation?: string, members?: string, plain?: string): string {
  if (escaped !== undefined) return literal(escaped);
  if (members !== undefined) {
    return `[${negation ?? ""}${members.replace(/\\([\s\S])|([\s\S])-([\s\S])|([\s\S])/g, translateMember)}]`;
  }
  if (plain === "*") return ".*";
  if (plain === "?") return ".";
  return literal(plain ?? "");
}

/** Redis takes a range in either direction, a regular expression only upwards. */
function translateMember(_: string, escaped?: string, from = "", to = "", plain?: string): string {
  if (escaped !== undefined) return literal(escaped);
  if (plain !== undefined) return literal(plain);
  return from <= to ? `${literal(from)}-${literal(to)}` : `${literal(to)}-${literal(from)}`;
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
