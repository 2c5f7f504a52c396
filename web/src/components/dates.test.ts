import { expect, test } from "vitest";
import { dateAndTime, shortDate } from "./dates.ts";

test("an instant is told in the zone that is asked for, wherever the device is", () => {
  const instant = "2026-09-08T23:30:00Z";
  expect(dateAndTime(instant, "Asia/Tokyo")).toMatch(/^Sep 9, 2026, 8:30.AM$/);
  expect(dateAndTime(instant, "America/New_York")).toMatch(/^Sep 8, 2026, 7:30.PM$/);
});

test("a local date is the same everywhere", () => {
  expect(shortDate("2026-09-08")).toBe("Tue, Sep 8");
});
