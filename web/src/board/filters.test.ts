import { channels } from "@alva/contracts/master-plan";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { countFilters, type Filters, noFilters, passes, readFilters, writeFilters } from "./filters.ts";
import { taskOf } from "./testing/task.ts";

const grade = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
const day = fc.option(
  fc.integer({ min: 1, max: 28 }).map((date) => `2026-09-${String(date).padStart(2, "0")}`),
  { nil: undefined },
);
const filters: fc.Arbitrary<Filters> = fc.record({
  text: fc.string(),
  channel: fc.option(fc.constantFrom(...channels), { nil: undefined }),
  priority: grade,
  effort: grade,
  from: day,
  to: day,
  quickWins: fc.boolean(),
  refused: fc.boolean(),
});

test("an address reads as the filters it was written from", () => {
  fc.assert(
    fc.property(filters, (filters) => {
      expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
    }),
  );
});

test("what an address has that is no filter shows the whole board", () => {
  const query = new URLSearchParams("channel=fax&priority=9&effort=x&from=soon&to=2026-13-01&quick=yes");
  expect(writeFilters(readFilters(query))).toBe("");
  expect(passes(readFilters(query), taskOf())).toBe(true);
});

test.each<[string, Partial<Filters>]>([
  ["a word of its title, in any case", { text: " CANDLE" }],
  ["a word of its description", { text: "daylight" }],
  ["a word of its notes", { text: "tripod" }],
  ["its channel", { channel: "social" }],
  ["its priority", { priority: 2 }],
  ["its effort", { effort: 1 }],
  ["days from its own", { from: "2026-09-08" }],
  ["days to its own", { to: "2026-09-08" }],
  ["quick wins", { quickWins: true }],
])("a task passes a filter of %s, and one of another does not", (_, filter) => {
  const task = taskOf({ notes: "Take the tripod", quick_win: true });
  const other = taskOf({
    title: "Write the newsletter",
    desc: "",
    channel: "email",
    priority: 1,
    effort: 3,
    due_date: filter.from === undefined ? "2026-09-09" : "2026-09-07",
  });
  expect(passes({ ...noFilters, ...filter }, task)).toBe(true);
  expect(passes({ ...noFilters, ...filter }, other)).toBe(false);
  expect(passes(noFilters, other)).toBe(true);
});

test("a task without a date is in no range of days", () => {
  const task = taskOf({ due_date: null, status: "deferred" });
  expect(passes({ ...noFilters, from: "2000-01-01" }, task)).toBe(false);
  expect(passes({ ...noFilters, to: "2100-01-01" }, task)).toBe(false);
});

test("the text does not count among the filters that are folded away", () => {
  expect(countFilters({ ...noFilters, text: "candle", priority: 1, quickWins: true })).toBe(2);
});
