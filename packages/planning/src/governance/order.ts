import { channels, type Channel } from "@alva/contracts/master-plan";

/**
 * Compares by the first key that differs, smaller first; strings by UTF-16 code unit, never by locale.
 * Later keys are computed only when all earlier ones are equal.
 */
export function compareBy<T>(...keys: ((item: T) => number | string)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      const [left, right] = [key(a), key(b)];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };
}

/** A module's or channel's place in the rank order of section 5. */
export function rankOf(channel: Channel): number {
  return channels.indexOf(channel);
}
