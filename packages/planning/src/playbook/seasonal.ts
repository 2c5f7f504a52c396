import type { Reason } from "@alva/contracts/custom-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { addDays, daysBetween } from "../governance/calendar.ts";
import type { Facts } from "../strategy/facts.ts";
import { monthName } from "../strategy/months.ts";
import type { Business } from "./business.ts";
import type { Occasion } from "./occasions.ts";

/** When to prepare an occasion: weeks of the window, and the last date on which preparing still helps. */
export interface SeasonDates {
  planWeek: number;
  makeWeek: number;
  /** Begins in the first week or has begun: what is not made at once comes too late. */
  isUrgent: boolean;
  /** Null when that date is past the window. */
  by: string | null;
}

const weeks = 13;

/** Plans three weeks ahead of an occasion and makes things two weeks ahead; useless once half of it is over. */
export function seasonDates(
  { starts_on, ends_on }: Occasion,
  { window_start, window_end }: Facts,
): SeasonDates {
  const weekOf = (date: string) =>
    Math.min(weeks, Math.max(1, Math.floor(daysBetween(window_start, date) / 7) + 1));
  const middle = addDays(starts_on, Math.floor(daysBetween(starts_on, ends_on) / 2));
  const last = middle < addDays(window_start, 11) ? addDays(ends_on, -3) : middle;
  return {
    planWeek: weekOf(addDays(starts_on, -21)),
    makeWeek: weekOf(addDays(starts_on, -14)),
    isUrgent: starts_on < addDays(window_start, 7),
    by: last > window_end || last < window_start ? null : last,
  };
}

/** Why an occasion is worth the time. */
export function seasonReasons(business: Business, occasion: Occasion): Reason[] {
  return business.why(
    notesMention(business.profile, occasion) && [
      "constraints.additional_notes",
      "Your notes name this time of the year.",
    ],
    business.offers === "never" && [
      "business_model.run_promos",
      "You run no promotions, so a story carries the occasion.",
    ],
    business.offers !== "never" &&
      occasion.isHoliday && ["business_model.run_promos", "You make use of holidays and seasons."],
    ["business_model.products", `People look for ${business.thing} at this time.`],
  );
}

/** An occasion's name inside a sentence: only holidays and months keep their capitals. */
export function inSentence(name: string): string {
  return properNames.test(name) ? name : name.replace(/^./, (letter) => letter.toLowerCase());
}

const properNames =
  /^(?:Halloween|Thanksgiving|Christmas|Valentine|Mother|Father|Black|Small Business|September)/;

function notesMention({ constraints }: ClientProfile, { name, starts_on, ends_on }: Occasion): boolean {
  const months = [starts_on, ends_on].map((date) => monthName(Number(date.slice(5, 7))));
  const notes = constraints.additional_notes.toLowerCase();
  return [name, ...months].some((word) => notes.includes(word.toLowerCase()));
}
