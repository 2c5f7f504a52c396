import { expect, test } from "vitest";
import { priorityOf, readTags, writeTags } from "./tags.ts";

const system = [
  "channel:seo",
  "domain:task",
  "module:blog",
  "module_type:strategy_adaptation",
  "plan:blog_v1_0",
];

test.each([
  ["flags in any spelling", { tags: ["Quick-Win", "quickwin", "LAUNCH"] }, ["launch", "quick_win"], 1],
  ["the flags' smallest priority", { tags: ["evergreen", "setup"] }, ["evergreen", "setup"], 2],
  [
    "the platform and season fields",
    { platform: "TikTok", season: "Día de Muertos" },
    ["platform:tiktok", "season:dia_de_muertos", "seasonal"],
    1,
  ],
  [
    "facets of the model",
    { tags: ["phase:Set & go", "season:fall", "platform:x"] },
    ["phase:set_and_go", "platform:x", "season:fall"],
    2,
  ],
  [
    "other tags as topics",
    { tags: ["priority", "mood:happy", "quick:win"] },
    ["topic:mood_happy", "topic:priority", "topic:quick_win"],
    2,
  ],
  [
    "the first five topics",
    { tags: ["f", "e", "topic:d", "f", "c", "b", "a"] },
    ["topic:b", "topic:c", "topic:d", "topic:e", "topic:f"],
    2,
  ],
  ["no system facets but its own", { tags: ["channel:ppc", "Domain:x", "plan:y", "module:ppc"] }, [], 2],
  [
    "nothing from tags that say nothing",
    { tags: ["", "!", "phase:", 7, null], platform: 3, season: "" },
    [],
    2,
  ],
  ["nothing from tags that are no list", { tags: "launch" }, [], 2],
])("a task is tagged with %s", (_rule, task, tags, priority) => {
  const supplied = readTags(task);
  expect(writeTags(supplied, "blog", "seo")).toEqual([...system, ...tags].sort());
  expect(priorityOf(supplied.flags)).toBe(priority);
});
