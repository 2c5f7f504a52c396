import { addDays } from "../governance/calendar.ts";
import { createZoneClock, type ZoneClock } from "../governance/time-zone.ts";
import { type PlanWindow, weekdayOf } from "../governance/window.ts";

/** Somebody who wants mails in the morning, and the plan these are about. */
export interface Reader {
  readonly timezone: string;
  /** Undefined without a plan; then nothing is due. */
  readonly window: PlanWindow | undefined;
  readonly dailyQuickWin: boolean;
  readonly weeklyPulse: boolean;
}

/** A morning mail that is due. */
export interface MorningNotice {
  readonly kind: "daily_quick_win" | "weekly_pulse";
  /** The local date. */
  readonly date: string;
  /** From then on it is not sent any more, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** What is due at an instant, and when to look again; both in milliseconds since the epoch. */
export interface Look {
  readonly due: readonly MorningNotice[];
  readonly nextLookAt: number;
}

const begin = "08:00:00";
/** Who is late by more than two hours had better not write at all that day. */
const end = "10:00:00";

/**
 * The morning mails that are due to a reader at an instant (product specification, section 7): the quick win from 08:00
 * local time on weekdays, the pulse on Mondays, both within the plan's window alone and until 10:00. Whoever looks at each
 * `nextLookAt`, at most two hours late, finds each of them exactly once. An unknown time zone throws a RangeError.
 */
export function lookAt(instant: number, reader: Reader): Look {
  const clock = createZoneClock(reader.timezone);
  const today = clock.dateAt(instant);
  const expiresAt = Date.parse(clock.instantOf(today, end));
  const isMorning = instant >= beginOf(clock, today) && instant < expiresAt;
  const kinds = isMorning && isInside(today, reader.window) ? kindsOn(today, reader) : [];
  return {
    due: kinds.map((kind) => ({ kind, date: today, expiresAt })),
    nextLookAt: nextBegin(clock, instant),
  };
}

function kindsOn(date: string, { dailyQuickWin, weeklyPulse }: Reader): MorningNotice["kind"][] {
  const weekday = weekdayOf(date);
  const daily = dailyQuickWin && weekday < 5;
  const weekly = weeklyPulse && weekday === 0;
  return [...(daily ? ["daily_quick_win" as const] : []), ...(weekly ? ["weekly_pulse" as const] : [])];
}

function isInside(date: string, window: PlanWindow | undefined): boolean {
  return window !== undefined && date >= window.window_start && date <= window.window_end;
}

function beginOf(clock: ZoneClock, date: string): number {
  return Date.parse(clock.instantOf(date, begin));
}

/** The first weekday morning that begins after an instant. */
function nextBegin(clock: ZoneClock, instant: number): number {
  const today = clock.dateAt(instant);
  // Of four days in a row one is a weekday whose morning is still to come.
  const mornings = [0, 1, 2, 3]
    .map((days) => addDays(today, days))
    .filter((date) => weekdayOf(date) < 5)
    .map((date) => beginOf(clock, date));
  const next = mornings.find((morning) => morning > instant);
  if (next === undefined) throw new TypeError("a weekday follows within three days");
  return next;
}
