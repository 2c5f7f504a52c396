import { expect, test } from "vitest";
import { prepare } from "../strategy/facts.ts";
import { readOwnerEvent } from "./owner-events.ts";
import { examples } from "./testing/profiles.ts";

const facts = prepare(examples.consultancy, "2026-08-20T17:00:00Z");

test.each([
  [
    "Webinar on warehouse slotting planned for mid-October.",
    { kind: "webinar", topic: "warehouse slotting", date: "2026-10-15" },
  ],
  ["Launch of the new line in late September.", { kind: "launch", topic: "new line", date: "2026-09-25" }],
  ["Webinar in early September.", null],
  ["Launch of the new line in early October.", { kind: "launch", topic: "new line", date: "2026-10-05" }],
  ["Open house in November", { kind: "open day", topic: null, date: "2026-11-15" }],
  ["Workshop on <script> in October", { kind: "workshop", topic: null, date: "2026-10-15" }],
  ["Webinar in mid-December.", null],
  ["We like October.", null],
])("%s is read as %j", (note, event) => {
  expect(readOwnerEvent([note], facts)).toEqual(event);
});
