import { parseCount, syntaxError } from "./arguments.ts";
import type { Result } from "./command.ts";
import { matcher } from "./glob.ts";
import type { Bytes } from "./store.ts";

interface ScanOptions {
  readonly matches: (name: Bytes) => boolean;
  /** TYPE, which only SCAN itself takes. */
  readonly kind: Bytes | undefined;
}

/** Reads `cursor [MATCH pattern] [COUNT n] [TYPE kind]`. */
export function parseScan([cursor = "", ...options]: readonly Bytes[]): ScanOptions {
  parseCount(cursor);
  let pattern: Bytes = "*";
  let kind: Bytes | undefined;
  for (let index = 0; index < options.length; index += 2) {
    const value = options[index + 1];
    if (value === undefined) throw syntaxError();
    const name = options[index]?.toUpperCase();
    if (name === "MATCH") pattern = value;
    else if (name === "TYPE") kind = value.toLowerCase();
    else if (name !== "COUNT" || parseCount(value) < 1) throw syntaxError();
  }
  return { matches: matcher(pattern), kind };
}

/** One page holds everything: COUNT is only a hint, and the cursor 0 says that nothing follows. */
export function scanPage(items: readonly Result[]): Result {
  return ["0", items];
}
