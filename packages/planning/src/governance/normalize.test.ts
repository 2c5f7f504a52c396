import { expect, test } from "vitest";
import { createLog } from "./log.ts";
import { normalizeTasks, type Task } from "./normalize.ts";

const sound = { module_task_id: "eml_1", title: "Write it", channel: "email", effort: 2, suggested_week: 3 };
const quick = { ...sound, effort: 1, tags: ["quick_win"] };

function normalize(raw: unknown, module = "email") {
  const log = createLog();
  const [task] = normalizeTasks({ module_key: module, tasks: [raw] }, log);
  return {
    task,
    log: log.entries().map(({ type, items, detail }) => [type, ...items, detail].join(" ").trim()),
  };
}

/** The fields of a repaired task, and what the log says was repaired. */
function repaired(raw: object): [Task | undefined, string[]] {
  const { task, log } = normalize(raw);
  return [task, log.map((entry) => entry.replace(`repaired ${task?.ref} `, ""))];
}

test("a sound task is not repaired", () => {
  expect(normalize(sound)).toMatchObject({
    task: { ref: "email:eml_1", title: "Write it", week: 3 },
    log: [],
  });
  expect(normalize({ ...sound, due_hint: null, repeat: null }).log).toEqual([]);
});

test.each([
  ["an unknown module", "astrology", sound, "invalid_dropped astrology:eml_1"],
  ["no title", "email", { module_task_id: "Eml 1" }, "invalid_dropped email:eml_1"],
  ["an invisible title", "email", { ...sound, title: "\u200b\u0007" }, "invalid_dropped email:eml_1"],
  // The hashes are of the canonical JSON: `[]` and `{"b":1,"title":7}`.
  ["no fields", "email", [], "invalid_dropped email:sha_97d170e155"],
  ["no usable id", "email", { title: 7, b: 1 }, "invalid_dropped email:sha_6e83e06bd2"],
])("a task with %s is dropped", (_case, module, raw, entry) => {
  expect(normalize(raw, module)).toEqual({ task: undefined, log: [entry] });
});

test.each([
  ["title", "  Café\u0301\u2028at\u200b 5\u00a0 ", { title: "Café\u0301 at 5" }],
  ["title", "x".repeat(100), { title: "x".repeat(90) }],
  ["title", "👩\u200d🍳".repeat(40), { title: "👩\u200d🍳".repeat(30) }],
  ["module_task_id", "Eml 1!", { moduleTaskId: "eml_1" }],
  ["module_task_id", 12, { moduleTaskId: "t_2c8f94d3" }],
  ["channel", "Google Ads", { channel: "ppc" }],
  ["channel", "astrology", { channel: "email" }],
  ["channel", undefined, { channel: "email" }],
  ["effort", "High", { effort: 3, minutes: 210 }],
  ["effort", "2.5", { effort: 3, minutes: 210 }],
  ["effort", 1.49, { effort: 1, minutes: 30 }],
  ["effort", -4, { effort: 1, minutes: 30 }],
  ["effort", "enormous", { effort: 2, minutes: 75 }],
  ["suggested_week", undefined, { week: 1 }],
  ["suggested_week", 99, { week: 13 }],
  ["suggested_week", 4.9, { week: 4 }],
  ["due_hint", "by:2026-02-30", { hint: null }],
  ["due_hint", "day:sun", { hint: null }],
  ["repeat", { every_weeks: 3, times: 4 }, { repeat: null }],
  ["repeat", { every_weeks: 2, times: 14 }, { repeat: null }],
])("%s %j is repaired", (field, value, expected) => {
  const names = new Map([
    ["module_task_id", "id"],
    ["suggested_week", "week"],
    ["due_hint", "hint"],
  ]);
  const [task, details] = repaired({ ...sound, [field]: value });
  expect(task).toMatchObject(expected);
  expect(details).toEqual([names.get(field) ?? field]);
});

test.each([
  [
    "effort that says nothing is taken from the estimate",
    { ...sound, effort: null, estimated_minutes: 31 },
    { effort: 2 },
    ["effort"],
  ],
  [
    "only effort 1 is a quick win",
    { ...quick, effort: 2 },
    { quickWin: false, priority: 2, minutes: 75 },
    ["quick_win"],
  ],
  ["a quick win takes 20 minutes", quick, { quickWin: true, minutes: 20, priority: 1 }, []],
  ["a quick win takes at most 30 minutes", { ...quick, estimated_minutes: 45 }, { minutes: 30 }, ["minutes"]],
  [
    "a quick win's estimate is rounded half up",
    { ...quick, estimated_minutes: 12.5 },
    { minutes: 13 },
    ["minutes"],
  ],
  ["estimates of other tasks are ignored", { ...sound, estimated_minutes: 5 }, { minutes: 75 }, []],
  [
    "a quick win comes before no launch",
    { ...quick, due_hint: "before_first_launch" },
    { hint: null },
    ["hint"],
  ],
  [
    "what has a deadline does not come back",
    { ...sound, due_hint: "by:2026-10-30", repeat: { every_weeks: 1, times: 3 } },
    { hint: "by:2026-10-30", repeat: null },
    ["repeat"],
  ],
  [
    "texts of the wrong shape are left out",
    {
      ...sound,
      desc: 5,
      steps: ["one", 2],
      because: [{ path: "a", note: "b", more: 1 }, { path: "a" }, null],
    },
    { desc: "", steps: ["one"], because: [{ path: "a", note: "b" }] },
    [],
  ],
])("%s", (_rule, raw, expected, details) => {
  const [task, repairs] = repaired(raw);
  expect(task).toMatchObject(expected);
  expect(repairs).toEqual(details);
});
