import { expect, test } from "vitest";
import { describeTimeline } from "./trace.ts";

test("a timeline names each attempt's outcome, and a state of the plan only where it is new", () => {
  const events = [
    { seconds: 0, sequence: 0, event: { state: "queued" } },
    { seconds: 0.12, sequence: 1, event: { state: "strategy" } },
    {
      seconds: 2,
      sequence: 2,
      event: { state: "strategy", step: "strategy", step_state: "retrying", attempt: 1 },
    },
    {
      seconds: 14.26,
      sequence: 3,
      event: { state: "modules", step: "strategy", step_state: "done", attempt: 2 },
    },
  ];
  expect(describeTimeline(events)).toEqual([
    "     0.0 s    0  plan is queued",
    "     0.1 s    1  plan is strategy",
    "     2.0 s    2  strategy, attempt 1: retrying",
    "    14.3 s    3  strategy, attempt 2: done; plan is modules",
  ]);
});
