import { expect, test } from "vitest";
import { occasionsFor } from "./occasions.ts";
import { homeServices } from "./trades/home-services.ts";

const autumn = { window_start: "2026-08-24", window_end: "2026-11-21" };
const winter = { window_start: "2026-11-30", window_end: "2027-02-27" };
const spring = { window_start: "2027-03-01", window_end: "2027-05-29" };

test.each([
  ["goods", autumn, "America/New_York", ["halloween", "holiday_gifts"]],
  ["goods", winter, "America/New_York", ["holiday_gifts", "new_year", "valentines_day"]],
  ["goods", spring, "America/New_York", ["spring", "mothers_day"]],
  ["goods", spring, "Europe/London", ["spring"]],
  ["food", autumn, "America/Chicago", ["halloween", "holiday_gifts", "thanksgiving"]],
  ["food", autumn, "Europe/Paris", ["halloween", "holiday_gifts"]],
  ["advice", autumn, "Europe/London", ["september_restart", "budget_season"]],
  ["advice", winter, "Europe/London", ["budget_season", "new_year_priorities"]],
] as const)("%s from %j in %s: %j", (family, window, timezone, ids) => {
  const found = occasionsFor({ family, seasons: [] }, { ...window, timezone });
  expect(found.map(({ id }) => id)).toEqual(ids);
});

test.each([
  ["America/Denver", autumn, ["September tune-ups", "First cold nights"]],
  [
    "Australia/Sydney",
    { window_start: "2027-03-01", window_end: "2027-05-29" },
    ["Spring tune-ups", "First cold nights"],
  ],
])("a heating company in %s follows its own winter", (timezone, window, names) => {
  const [heating] = homeServices;
  const found = occasionsFor(
    { family: "home_service", seasons: heating?.seasons ?? [] },
    { ...window, timezone },
  );
  expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});

test("movable holidays fall on their dates", () => {
  expect(lastDayOf("thanksgiving", { window_start: "2026-10-05", window_end: "2027-01-02" })).toBe(
    "2026-11-26",
  );
  expect(lastDayOf("mothers_day", spring)).toBe("2027-05-09");
});

function lastDayOf(id: string, window: typeof autumn): string | undefined {
  const found = occasionsFor({ family: "food", seasons: [] }, { ...window, timezone: "America/New_York" });
  return found.find((occasion) => occasion.id === id)?.ends_on;
}
