import type { PrioritySeason } from "@alva/contracts/custom-plan";
import { addDays, daysBetween } from "../governance/calendar.ts";
import type { Facts } from "../strategy/facts.ts";
import type { Family, TradeSeason } from "./trades/trade.ts";

/** A season or holiday inside a plan's window. */
export interface Occasion extends Omit<PrioritySeason, "because"> {
  /** Whether offers are usual then, for owners who run them around holidays. */
  isHoliday: boolean;
}

const mostOccasions = 4;
/** Days before the window closes, or after it opens, in which something can still be made of an occasion. */
const leastDays = 7;

/** The occasions in a window that suit a business, in order of their dates. */
export function occasionsFor(
  { family, seasons }: { family: Family; seasons: readonly TradeSeason[] },
  { window_start, window_end, timezone }: Pick<Facts, "window_start" | "window_end" | "timezone">,
): Occasion[] {
  const year = Number(window_start.slice(0, 4));
  const own = seasons.flatMap((season) =>
    [year - 1, year, year + 1].map((year) => datedSeason(season, { year, timezone })),
  );
  const shared = [year, year + 1].flatMap((year) => sharedOccasions(year, timezone));
  const fitting = shared
    .filter(({ families }) => families.includes(family))
    .map(({ families: _, ...occasion }) => occasion);
  const apart = fitting.filter(
    ({ starts_on, ends_on }) =>
      !own.some((season) => season.starts_on <= starts_on && season.ends_on >= ends_on),
  );
  return [...own, ...apart]
    .filter(({ starts_on, ends_on }) => {
      const last = addDays(window_end, -leastDays);
      return starts_on <= last && daysBetween(window_start, ends_on) >= leastDays;
    })
    .sort((a, b) => (a.starts_on < b.starts_on ? -1 : a.starts_on > b.starts_on ? 1 : 0))
    .slice(0, mostOccasions);
}

function datedSeason(
  { id, name, from, to, idea, weather }: TradeSeason,
  { year, timezone }: { year: number; timezone: string },
): Occasion {
  const shift = weather === true && isSouthern(timezone) ? 6 : 0;
  const [startMonth, endMonth] = [from[0] + shift, to[0] + shift];
  const crosses = to[0] < from[0] ? 1 : 0;
  return {
    id,
    name: shift === 0 ? name : name.replace("September", "Spring"),
    starts_on: dateOf(year, startMonth, from[1]),
    ends_on: dateOf(year + crosses, endMonth, to[1]),
    idea,
    isHoliday: false,
  };
}

const southern =
  /^(?:Australia|Antarctica)\/|Auckland|Sao_Paulo|Buenos_Aires|Santiago|Montevideo|Asuncion|Johannesburg|Harare|Windhoek/;
const unitedStates =
  /^America\/(?:New_York|Detroit|Chicago|Denver|Boise|Phoenix|Los_Angeles|Anchorage|Juneau|Menominee|Indiana|Kentucky|North_Dakota)|^Pacific\/Honolulu|^US\//;

function isSouthern(timezone: string): boolean {
  return southern.test(timezone);
}

interface SharedOccasion extends Occasion {
  families: readonly Family[];
}

const gifts: readonly Family[] = ["goods", "food", "digital"];
const giftsAndCare: readonly Family[] = ["goods", "food", "personal_service", "creative"];

function sharedOccasions(year: number, timezone: string): SharedOccasion[] {
  const isUnitedStates = unitedStates.test(timezone);
  const thanksgiving = nthWeekday({ year, month: 11, weekday: 4, nth: 4 });
  const mothersDay = nthWeekday({ year, month: 5, weekday: 0, nth: 2 });
  const fathersDay = nthWeekday({ year, month: 6, weekday: 0, nth: 3 });
  // Britain and Ireland keep Mothering Sunday, in March.
  const hasMayMothersDay = !/London|Dublin|Belfast/.test(timezone);
  return [
    occasion(
      "back_to_school",
      "Back to school",
      [dateOf(year, 8, 10), dateOf(year, 9, 12)],
      ["digital"],
      "Help people settle into the new rhythm after the summer.",
    ),
    occasion(
      "september_restart",
      "September restart",
      [dateOf(year, 9, 1), dateOf(year, 10, 9)],
      ["advice"],
      "Budgets and projects start again: offer one useful checklist.",
    ),
    occasion(
      "halloween",
      "Halloween",
      [dateOf(year, 10, 5), dateOf(year, 10, 31)],
      ["goods", "food"],
      "One small, playful piece in your own style; no costume needed.",
      true,
    ),
    occasion(
      "budget_season",
      "Budget season",
      [dateOf(year, 10, 12), dateOf(year, 12, 11)],
      ["advice"],
      "Clients set next year's budget now: show what to decide first.",
    ),
    ...(isUnitedStates
      ? [
          occasion(
            "thanksgiving",
            "Thanksgiving",
            [addDays(thanksgiving, -17), thanksgiving],
            ["food"],
            "Orders ahead and something good to bring to the table.",
            true,
          ),
          occasion(
            "small_business_saturday",
            "Small Business Saturday",
            [addDays(thanksgiving, -10), addDays(thanksgiving, 4)],
            ["goods", "food"],
            "The weekend when people choose to buy from small shops: tell them who makes it.",
            true,
          ),
        ]
      : [
          occasion(
            "black_friday",
            "Black Friday weekend",
            [addDays(thanksgiving, -10), addDays(thanksgiving, 4)],
            ["goods"],
            "Show the person behind the shop while everyone else shouts prices.",
            true,
          ),
        ]),
    occasion(
      "holiday_gifts",
      "Holiday gifts",
      [dateOf(year, 11, 2), dateOf(year, 12, 18)],
      gifts,
      "Gift ideas by person and price, with the last safe order date.",
      true,
    ),
    occasion(
      "holiday_treats",
      "Year-end visits",
      [dateOf(year, 11, 16), dateOf(year, 12, 22)],
      ["personal_service", "creative"],
      "Visits before the holidays, and presents that do not need wrapping.",
      true,
    ),
    occasion(
      "new_year",
      "New year",
      [dateOf(year, 1, 2), dateOf(year, 1, 31)],
      ["goods", "digital", "personal_service", "events", "home_service"],
      "A calm, useful start: one small thing people can begin with.",
      true,
    ),
    occasion(
      "new_year_priorities",
      "New-year priorities",
      [dateOf(year, 1, 4), dateOf(year, 2, 5)],
      ["advice", "creative"],
      "Help people choose the one thing to fix first this year.",
    ),
    occasion(
      "valentines_day",
      "Valentine's Day",
      [dateOf(year, 1, 25), dateOf(year, 2, 14)],
      giftsAndCare,
      "Something for a partner, a friend or oneself.",
      true,
    ),
    occasion(
      "spring",
      "Spring",
      [dateOf(year, 3, 10), dateOf(year, 4, 20)],
      ["goods", "food", "personal_service", "creative"],
      "Fresh pieces and fresh light: show what is new.",
    ),
    ...(hasMayMothersDay
      ? [
          occasion(
            "mothers_day",
            "Mother's Day",
            [addDays(mothersDay, -21), mothersDay],
            giftsAndCare,
            "A present with a story, ordered in time.",
            true,
          ),
        ]
      : []),
    occasion(
      "fathers_day",
      "Father's Day",
      [addDays(fathersDay, -18), fathersDay],
      ["goods", "food"],
      "Ideas for someone who says he needs nothing.",
      true,
    ),
    occasion(
      "mid_year_review",
      "Mid-year review",
      [dateOf(year, 6, 1), dateOf(year, 7, 10)],
      ["advice"],
      "Half the year is left: a short review that leads to one decision.",
    ),
    occasion(
      "summer",
      "Summer",
      [dateOf(year, 6, 20), dateOf(year, 8, 9)],
      ["goods", "food", "events", "personal_service"],
      "What people take along, eat outside or do on a free day.",
    ),
  ];
}

function occasion(
  id: string,
  name: string,
  [starts_on, ends_on]: readonly [string, string],
  families: readonly Family[],
  idea: string,
  isHoliday = false,
): SharedOccasion {
  return { id, name, starts_on, ends_on, idea, isHoliday, families };
}

/** The nth weekday (0 is Sunday) of a month. */
function nthWeekday({
  year,
  month,
  weekday,
  nth,
}: {
  year: number;
  month: number;
  weekday: number;
  nth: number;
}): string {
  const first = dateOf(year, month, 1);
  const sunday = "1970-01-04";
  const firstWeekday = ((daysBetween(sunday, first) % 7) + 7) % 7;
  return addDays(first, ((weekday - firstWeekday + 7) % 7) + 7 * (nth - 1));
}

/** Months past 12 belong to the next year. */
function dateOf(year: number, month: number, day: number): string {
  const overflow = month > 12 ? 1 : 0;
  const text = `${year + overflow}-${String(month - 12 * overflow).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return day > 28 ? addDays(text.replace(/\d\d$/, "28"), day - 28) : text;
}
