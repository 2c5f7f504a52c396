import { monthName } from "../strategy/months.ts";

/** A `YYYY-MM-DD` date as in "October 15". */
export function longDate(date: string): string {
  return `${monthName(Number(date.slice(5, 7)))} ${Number(date.slice(8))}`;
}
