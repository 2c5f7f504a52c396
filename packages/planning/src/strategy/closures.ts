import type { ClientProfile } from "@alva/contracts/profile";
import { addDays, daysBetween, isDate } from "../governance/calendar.ts";
import type { FixedTask } from "../governance/input.ts";
import { dayOf, planWeeks } from "../governance/window.ts";
import { monthPattern, readMonth } from "./months.ts";

/** First and last day, both included. */
interface Closure {
  first: string;
  last: string;
}

/**
 * The weeks of a window (1-13) for which the owner asked in a note that nothing be planned, such as "we are closed the last week
 * of December". A week counts when three of its weekdays are named. Notes without a plain date close nothing.
 */
export function closedWeeks(profile: ClientProfile, windowStart: string): number[] {
  const closures = notesOf(profile).flatMap((sentence) => readClosures(sentence, windowStart));
  return Array.from({ length: planWeeks }, (_, index) => index + 1).filter((week) => {
    const days = [0, 1, 2, 3, 4].map((weekday) => addDays(windowStart, dayOf(week, weekday)));
    return closures.some(({ first, last }) => days.filter((day) => day >= first && day <= last).length >= 3);
  });
}

/** Fixed tasks that use up the closed weeks, so that governance plans nothing in them. They are not part of a plan. */
export function closureBlocks(
  weeks: readonly number[],
  { windowStart, capacityMinutes }: { windowStart: string; capacityMinutes: number },
): FixedTask[] {
  return weeks.map((week) => ({
    id: `closed_week_${week}`,
    title: `Closed in week ${week}`,
    status: "planned",
    due_date: addDays(windowStart, dayOf(week, 0)),
    minutes: capacityMinutes,
    quick_win: false,
    series: true,
  }));
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
