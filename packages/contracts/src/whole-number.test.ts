import { expect, test } from "vitest";
import { DollarsAMonth, HoursAWeek } from "./whole-number.ts";

test.each([
  [HoursAWeek, 25, "Give a whole number from 0 to 20."],
  [HoursAWeek, 1.5, "Give a whole number from 0 to 20."],
  [HoursAWeek, Number.NaN, "Give a whole number from 0 to 20."],
  [DollarsAMonth, -1, "Give a whole number from 0 to 100,000."],
])(
  "what is not a number within the limits is told in one sentence, case %#: %s",
  (schema, value, sentence) => {
    expect(schema.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([sentence]);
  },
);
