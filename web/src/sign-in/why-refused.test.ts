import { expect, test } from "vitest";
import { whyRefused } from "./why-refused.ts";

const minute = 60_000;
const now = Date.parse("2026-09-07T10:00:00Z");
/** Was asked for 4 minutes ago. */
const link = { purpose: "sign_in", endsAt: now + 6 * minute } as const;
const nothing = { isSpentHere: false, askedAt: [], now };
const minutesAgo = (...minutes: readonly number[]) => minutes.map((ago) => now - ago * minute);

test.each([
  ["ended this very second", "ended", { ...link, endsAt: now }, nothing],
  ["ended, wherever it was used", "ended", { ...link, endsAt: now - 1 }, { ...nothing, isSpentHere: true }],
  ["was spent in this browser", "used", link, { ...nothing, isSpentHere: true }],
  [
    "was spent here and lost when it ends",
    "used",
    { ...link, endsAt: undefined },
    { ...nothing, isSpentHere: true },
  ],
  ["is the fourth newest", "overtaken", link, { ...nothing, askedAt: minutesAgo(4, 3, 2, 1) }],
  [
    "was asked for elsewhere, before three of here",
    "overtaken",
    link,
    { ...nothing, askedAt: minutesAgo(3, 2, 1) },
  ],
  ["is the third newest", "elsewhere", link, { ...nothing, askedAt: minutesAgo(6, 5, 4, 3, 2) }],
  ["this browser did not ask for", "elsewhere", link, nothing],
  [
    "lost when it ends",
    "untold",
    { ...link, endsAt: undefined },
    { ...nothing, askedAt: minutesAgo(3, 2, 1) },
  ],
  [
    "goes to a new address, which newer ones do not end",
    "elsewhere",
    { ...link, purpose: "change_email" },
    { ...nothing, askedAt: minutesAgo(3, 2, 1) },
  ],
] as const)("a refused link that %s is told as %s", (_, refusal, refused, known) => {
  expect(whyRefused(refused, known)).toBe(refusal);
});
