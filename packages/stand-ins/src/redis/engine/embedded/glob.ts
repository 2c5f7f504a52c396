import type { Bytes } from "./store.ts";

/** A test for Redis' glob patterns: `*`, `?`, `[a-z]`, `[^a]`, and a backslash before a character taken as it is. */
export function matcher(pattern: Bytes): (text: Bytes) => boolean {
  const source = pattern.replace(/\\([\s\S])|\[(\^?)((?:\\[\s\S]|[^\]])*)\]|([\s\S])/g, translate);
  const expression = new RegExp(`^${source}$`, "s");
  return (text) => expression.test(text);
}

function translate(_: string, escaped?: string, negation?: string, members?: string, plain?: string): string {
  if (escaped !== undefined) return literal(escaped);
  if (members !== undefined) return `[${negation ?? ""}${members.replace(/\\?([\s\S])/g, member)}]`;
  if (plain === "*") return ".*";
  if (plain === "?") return ".";
  return literal(plain ?? "");
}

function member(_: string, character: string): string {
  return character === "-" ? "-" : literal(character);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
