import { RedisError } from "../engine.ts";
import type { Bytes } from "./store.ts";

const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;

export const syntaxError = (): RedisError => new RedisError("ERR syntax error");

/** A 64-bit integer in the one spelling that Redis takes: no spaces, no plus sign, no leading zeros. */
export function parseInteger(text: Bytes): bigint {
  if (!/^(0|-?[1-9]\d{0,18})$/.test(text)) throw notAnInteger();
  return checkRange(BigInt(text));
}

/** Throws what Redis says for a result that 64 bits cannot hold. */
export function checkSum(sum: bigint): bigint {
  if (sum < smallest || sum > largest) throw new RedisError("ERR increment or decrement would overflow");
  return sum;
}

/** An index, a count or a time: `parseInteger` as a number. */
export function parseCount(text: Bytes): number {
  return Number(parseInteger(text));
}

/** A floating point number, or `inf`, `+inf`, `-inf`. */
export function parseFloating(text: Bytes): number {
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text))
    throw new RedisError("ERR value is not a valid float");
  return Number(text);
}

/** A number as Redis writes it. */
export function formatFloating(value: number): Bytes {
  if (value === Infinity) return "inf";
  return value === -Infinity ? "-inf" : String(value);
}

/** The part of a list that Redis means by two positions, both included, negative ones counted from the end. */
export function sliceInclusive<T>(items: readonly T[], start: number, stop: number): T[] {
  const from = start < 0 ? Math.max(items.length + start, 0) : start;
  const to = stop < 0 ? items.length + stop : stop;
  return items.slice(from, Math.max(to + 1, 0));
}

/** Cuts a flat list into pairs; a syntax error when one is left over. */
export function pairs(args: readonly Bytes[]): [Bytes, Bytes][] {
  if (args.length % 2 === 1) throw syntaxError();
  return Array.from({ length: args.length / 2 }, (_, index) => [
    args[index * 2] ?? "",
    args[index * 2 + 1] ?? "",
  ]);
}

function checkRange(value: bigint): bigint {
  if (value < smallest || value > largest) throw notAnInteger();
  return value;
}

function notAnInteger(): RedisError {
  return new RedisError("ERR value is not an integer or out of range");
}
