import { RedisError } from "../engine.ts";
import { parseCount, parseFloating, sliceInclusive, syntaxError } from "./arguments.ts";
import type { Bytes } from "./store.ts";

interface Range {
  readonly start: Bytes;
  readonly stop: Bytes;
  readonly byScore: boolean;
  readonly reversed: boolean;
  readonly withScores: boolean;
  readonly offset: number;
  /** Negative for all. */
  readonly count: number;
}

/** Reads `start stop [BYSCORE] [REV] [LIMIT offset count] [WITHSCORES]`. */
export function parseRange([start = "", stop = "", ...options]: readonly Bytes[]): Range {
  let [byScore, reversed, withScores, limited] = [false, false, false, false];
  let [offset, count] = [0, -1];
  for (let index = 0; index < options.length; index += 1) {
    const option = options[index]?.toUpperCase();
    if (option === "BYSCORE") byScore = true;
    else if (option === "REV") reversed = true;
    else if (option === "WITHSCORES") withScores = true;
    else if (option === "LIMIT") {
      limited = true;
      offset = parseCount(options[index + 1] ?? "");
      count = parseCount(options[index + 2] ?? "");
      index += 2;
    } else throw syntaxError();
  }
  if (limited && !byScore) {
    throw new RedisError(
      "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX",
    );
  }
  return { start, stop, byScore, reversed, withScores, offset, count };
}

/** The part of a ranking, lowest first, that a range means. A reversed range by score names the high end first. */
export function selectRange<T extends readonly [Bytes, number]>(ranking: readonly T[], range: Range): T[] {
  const { start, stop, byScore, reversed, offset, count } = range;
  const ordered = reversed ? ranking.toReversed() : [...ranking];
  if (!byScore) return sliceInclusive(ordered, parseCount(start), parseCount(stop));

  const low = parseBound(reversed ? stop : start);
  const high = parseBound(reversed ? start : stop);
  const within = ordered.filter(
    ([, score]) =>
      (low.exclusive ? score > low.score : score >= low.score) &&
      (high.exclusive ? score < high.score : score <= high.score),
  );
  if (offset < 0) return [];
  return within.slice(offset, count < 0 ? undefined : offset + count);
}

function parseBound(text: Bytes): { score: number; exclusive: boolean } {
  const exclusive = text.startsWith("(");
  try {
    return { score: parseFloating(exclusive ? text.slice(1) : text), exclusive };
  } catch (cause) {
    throw new RedisError("ERR min or max is not a float", { cause });
  }
}
