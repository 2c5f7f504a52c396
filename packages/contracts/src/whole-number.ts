import * as z from "zod";

/** A whole number within limits; what is not one is told in a sentence for the person who typed it. */
export function wholeNumber(min: number, max: number) {
  const rule = `Give a whole number from ${min} to ${max.toLocaleString("en")}.`;
  return z.int(rule).min(min, rule).max(max, rule);
}

/** Hours a week for marketing; 20 stands for 20 or more. */
export const HoursAWeek = wholeNumber(0, 20);

/** US dollars a month for ads. */
export const DollarsAMonth = wholeNumber(0, 100_000);
