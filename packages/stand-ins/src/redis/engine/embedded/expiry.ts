import { RedisError } from "../engine.ts";
import { parseCount } from "./arguments.ts";
import type { Bytes } from "./store.ts";

const units = {
  EX: { milliseconds: 1000, absolute: false },
  PX: { milliseconds: 1, absolute: false },
  EXAT: { milliseconds: 1000, absolute: true },
  PXAT: { milliseconds: 1, absolute: true },
} as const;

/** How a time is given: `EX` seconds and `PX` milliseconds from now, `EXAT` and `PXAT` in Unix time. */
export type ExpiryUnit = keyof typeof units;

export function isExpiryUnit(text: string): text is ExpiryUnit {
  return Object.hasOwn(units, text);
}

/** A moment in Unix milliseconds. It may lie in the past. */
export function parseExpiry(unit: ExpiryUnit, amount: Bytes): number {
  const { milliseconds, absolute } = units[unit];
  return parseCount(amount) * milliseconds + (absolute ? 0 : Date.now());
}

/** `parseExpiry` for the commands that set a value, which take no time of zero or less. */
export function parseFutureExpiry(unit: ExpiryUnit, amount: Bytes, commandName: string): number {
  if (parseCount(amount) <= 0) throw new RedisError(`ERR invalid expire time in '${commandName}' command`);
  return parseExpiry(unit, amount);
}
