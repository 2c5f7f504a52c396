import type { ClientProfile } from "@alva/contracts/profile";
import { addDays, daysBetween, isDate } from "../governance/calendar.ts";
import type { FixedTask } from "../governance/input.ts";
import { dayOf, planWeeks } from "../governance/window.ts";
import type { Facts } from "./facts.ts";
import { monthPattern, readMonth } from "./months.ts";

/** First and last day, both included. */
interface Closure {
  first: string;
  last: string;
}

/** Days of a week from which the whole week counts as closed. */
const leastDays = 3;

/**
 * The weekdays of a window on which the owner asked in a note that nothing be planned, such as "we are closed the last week of
 * December", in order. A week most of which is named is closed as a whole. Notes without a plain date close nothing.
 */
export function closedDays(profile: ClientProfile, windowStart: string): string[] {
  const closures = notesOf(profile).flatMap((sentence) => readClosures(sentence, windowStart));
  const isNamed = (day: string) => closures.some(({ first, last }) => day >= first && day <= last);
  return Array.from({ length: planWeeks }, (_, index) => weekdaysOf(index + 1, windowStart)).flatMap(
    (days) => {
      const named = days.filter(isNamed);
      return named.length >= leastDays ? days : named;
    },
  );
}

/** The weeks (1-13) that are closed from Monday to Friday. */
export function closedWeeks(days: readonly string[], windowStart: string): number[] {
  const weeks = Array.from({ length: planWeeks }, (_, index) => index + 1);
  return weeks.filter((week) => weekdaysOf(week, windowStart).every((day) => days.includes(day)));
}

/**
 * Fixed tasks that use up the closed days, so that governance plans nothing in a closed week and little on a single closed day.
 * They stand for time, not for work: they belong to no plan.
 */
export function closureBlocks({
  closed_days,
  weekly_capacity_minutes,
}: Pick<Facts, "closed_days" | "weekly_capacity_minutes">): FixedTask[] {
  const block = { title: "", status: "planned", series: true } as const;
  return closed_days.flatMap((day) => [
    {
      ...block,
      id: `closed_${day}`,
      due_date: day,
      minutes: Math.ceil(weekly_capacity_minutes / 5),
      quick_win: false,
    },
    // Takes the weekday's one place for a quick win.
    { ...block, id: `closed_${day}_quick`, due_date: day, minutes: 0, quick_win: true },
  ]);
}

function weekdaysOf(week: number, windowStart: string): string[] {
  return [0, 1, 2, 3, 4].map((weekday) => addDays(windowStart, dayOf(week, weekday)));
}

const closing =
  /\b(closed|closing|closure|shut|away|vacation|on leave|not working|no work|(?:do not|don.?t) plan|nothing planned)\b/i;
const ordinals: Record<string, number> = { first: 0, second: 1, third: 2, fourth: 3 };
const partOfMonth = new RegExp(
  `\\b(first|second|third|fourth|last) week (?:of|in) (${monthPattern})\\b`,
  "gi",
);
const monthDays = new RegExp(
  `\\b(${monthPattern})\\.? (\\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|to|until|through) ?(?:(${monthPattern})\\.? )?(\\d{1,2})\\b`,
  "gi",
);
const dayMonths = new RegExp(
  `\\b(\\d{1,2})(?:st|nd|rd|th)?(?: (${monthPattern}))? ?(?:-|–|to|until|through) ?(\\d{1,2})(?:st|nd|rd|th)? (${monthPattern})\\b`,
  "gi",
);

function notesOf({ constraints, client_notes }: ClientProfile): string[] {
  return [constraints.additional_notes, ...client_notes.map(({ text }) => text)].flatMap((note) =>
    note.split(/[.!?\n]+(?:\s|$)/),
  );
}

function readClosures(sentence: string, windowStart: string): Closure[] {
  if (!closing.test(sentence)) return [];
  const year = Number(windowStart.slice(0, 4));
  return [year, year + 1]
    .flatMap((year) => [
      ...Array.from(sentence.matchAll(partOfMonth), ([, which = "", month = ""]) =>
        weekOfMonth(which.toLowerCase(), { year, month: readMonth(month) }),
      ),
      ...Array.from(sentence.matchAll(monthDays), ([, month = "", first = "", other = month, last = ""]) =>
        span(
          { year, month: readMonth(month), day: Number(first) },
          { month: readMonth(other), day: Number(last) },
        ),
      ),
      ...Array.from(sentence.matchAll(dayMonths), ([, first = "", month, last = "", other = ""]) =>
        span(
          { year, month: readMonth(month ?? other), day: Number(first) },
          { month: readMonth(other), day: Number(last) },
        ),
      ),
      ...(/between christmas and new year/i.test(sentence)
        ? [span({ year, month: 12, day: 25 }, { month: 1, day: 1 })]
        : []),
    ])
    .filter(({ first, last }) => isDate(first) && isDate(last) && isShort(daysBetween(first, last)));
}

// A longer absence would rather be a pause of the whole plan, and is more likely a misreading.
function isShort(days: number): boolean {
  return days >= 0 && days <= 31;
}

function weekOfMonth(which: string, { year, month }: { year: number; month: number }): Closure {
  const start = dateOf(year, month, 1);
  if (which !== "last") {
    const first = addDays(start, 7 * (ordinals[which] ?? 0));
    return { first, last: addDays(first, 6) };
  }
  const last = addDays(month === 12 ? dateOf(year + 1, 1, 1) : dateOf(year, month + 1, 1), -1);
  return { first: addDays(last, -6), last };
}

function span(
  { year, month, day }: { year: number; month: number; day: number },
  end: { month: number; day: number },
): Closure {
  return {
    first: dateOf(year, month, day),
    last: dateOf(end.month < month ? year + 1 : year, end.month, end.day),
  };
}

function dateOf(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
