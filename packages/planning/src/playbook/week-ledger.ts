import { planWeeks } from "../governance/window.ts";
import { type Series, startsOf } from "./series-weeks.ts";

/** A module's minutes week by week, closed weeks having none. */
export interface WeekLedger {
  /**
   * Takes minutes once, in the first week from `from` to `until` by which enough have been saved up; core work at once. Null if
   * there is no such week, or not enough is left.
   */
  takeOnce(wish: OnceWish): number | null;
  /** Takes a series at the closest spacing that the weeks can bear, shortened to what is left; null if it would not repeat. */
  takeSeries(wish: SeriesWish): Series | null;
}

interface OnceWish {
  from: number;
  until: number;
  minutes: number;
  isCore: boolean;
}

interface SeriesWish extends OnceWish {
  every: readonly (1 | 2 | 4)[];
  /** At most so many times. */
  most: number;
}

/** A ledger of `perWeek` minutes for each week that is open. */
export function createWeekLedger(perWeek: number, closed: readonly number[]): WeekLedger {
  const isOpen = (week: number) => !closed.includes(week);
  const open = Array.from({ length: planWeeks }, (_, index) => index + 1).filter(isOpen);
  const used = new Map<number, number>();
  const total = perWeek * open.length;
  const usedTo = (week: number) => open.reduce((sum, w) => (w <= week ? sum + (used.get(w) ?? 0) : sum), 0);
  const earnedTo = (week: number) => perWeek * open.filter((w) => w <= week).length;
  const left = () => total - usedTo(planWeeks);
  const take = (week: number, minutes: number) => used.set(week, (used.get(week) ?? 0) + minutes);

  // A task may begin a little before all its minutes are earned: governance shares the week between modules.
  const isEarned = (from: number, minutes: number) =>
    open.every((week) => week < from || usedTo(week) + minutes <= earnedTo(week) + perWeek / 2);

  return {
    takeOnce({ from, until, minutes, isCore }) {
      const week = open.find((week) => week >= from && week <= until && (isCore || isEarned(week, minutes)));
      if (week === undefined || left() < minutes) return null;
      take(week, minutes);
      return week;
    },
    takeSeries({ from, until, minutes, every, most, isCore }) {
      const weekly = left() / Math.max(1, open.length);
      const spacing =
        every.find((spacing) => minutes / spacing <= weekly * 1.02) ?? (isCore ? every.at(-1) : undefined);
      if (spacing === undefined) return null;
      const start = startAvoiding(from, spacing, closed);
      const all = {
        start,
        every: spacing,
        times: Math.min(most, Math.floor((until - start) / spacing) + 1),
      };
      const instances = startsOf(all).filter(isOpen);
      const affordable = Math.min(instances.length, Math.floor(left() / minutes));
      if (affordable < 2) return null;
      const kept = instances.slice(0, affordable);
      for (const week of kept) take(week, minutes);
      return { start, every: spacing, times: Math.floor(((kept.at(-1) ?? start) - start) / spacing) + 1 };
    },
  };
}

/** A start up to one spacing later whose series misses the closed weeks, or else the given one. */
function startAvoiding(from: number, spacing: number, closed: readonly number[]): number {
  const offsets = Array.from({ length: spacing }, (_, offset) => from + offset);
  return (
    offsets.find((start) => closed.every((week) => week < start || (week - start) % spacing !== 0)) ?? from
  );
}
