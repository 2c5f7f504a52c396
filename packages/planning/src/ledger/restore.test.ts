import type { MasterPlan, PlanTask } from "@alva/contracts/master-plan";
import { expect, test } from "vitest";
import { govern } from "../governance.ts";
import type { GovernInput } from "../governance/input.ts";
import { writeLedger } from "./ledger.ts";
import { planRestore, tasksToRestore } from "./restore.ts";
import { LedgerModule } from "./source.ts";

const oneTask = (minutes: 30 | 75, fields: object = {}) => ({
  effort: minutes === 30 ? 1 : 2,
  channel: "email",
  suggested_week: 1,
  ...fields,
});

function planOf(tasks: readonly object[], change: Partial<GovernInput> = {}): MasterPlan {
  return govern({
    client_id: "scent-sparkle",
    timezone: "America/Los_Angeles",
    generated_at: "2026-08-20T10:00:00-07:00",
    weekly_capacity_hours: 2,
    effective_ad_budget: 0,
    channel_enables: {},
    platform_enables: {},
    modules: [{ module_key: "email", tasks }],
    ...change,
  });
}

const empty = planOf([]);
const [some] = planOf([oneTask(75, { module_task_id: "eml_a", title: "Write one" })]).tasks;
const task = (fields: Partial<PlanTask>): PlanTask => {
  if (some === undefined) throw new TypeError("the plan has its task");
  const parked = { week: null, due_date: null, due_at: null, status: "deferred" } as const;
  return { ...some, ...parked, estimated_minutes: 75, part: null, ...fields };
};
const dated = (due_date: string, fields: Partial<PlanTask> = {}) =>
  task({ id: `tsk_${due_date.replaceAll("-", "")}00`, due_date, status: "planned", ...fields });
const place = (tasks: readonly PlanTask[], board: readonly PlanTask[], today: string, dueDate?: string) => {
  const masterPlan = { ...empty, tasks: [...board] };
  const { dates, over } = planRestore(tasks, { masterPlan, today, dueDate, blocks: [] });
  return { dates: [...dates.values()], over };
};

test.each([
  ["before the plan begins, its first day", "2026-08-21", [], "2026-08-24"],
  ["today when this week has room", "2026-09-02", [], "2026-09-02"],
  ["the Monday after a weekend", "2026-09-05", [], "2026-09-07"],
  ["the first week with room", "2026-09-02", [dated("2026-09-03"), dated("2026-09-08")], "2026-09-14"],
])("a task comes back on %s", (_, today, board, expected) => {
  expect(place([task({})], board, today)).toEqual({ dates: [expected], over: [] });
});

test("done work takes time, parked and refused work does not", () => {
  const board = [dated("2026-09-01", { status: "done" }), dated("2026-09-08", { status: "skipped" })];
  expect(place([task({})], board, "2026-09-02").dates).toEqual(["2026-09-07"]);
});

test("when every week is full a task comes back today, and the answer says by how much the week is over", () => {
  const board = Array.from({ length: 13 }, (_, week) =>
    dated(new Date(Date.UTC(2026, 7, 24 + 7 * week)).toISOString().slice(0, 10), { estimated_minutes: 110 }),
  );
  expect(place([task({})], board, "2026-09-02")).toEqual({
    dates: ["2026-09-02"],
    over: [{ week_of: "2026-08-31", minutes: 65 }],
  });
});

test("the owner's day is taken, room or not", () => {
  expect(place([task({})], [dated("2026-09-01")], "2026-08-25", "2026-09-05")).toEqual({
    dates: ["2026-09-05"],
    over: [{ week_of: "2026-08-31", minutes: 30 }],
  });
});

const quick = (id: string) => task({ id, quick_win: true, estimated_minutes: 20 });

test("a quick win gets a weekday without one, within half of the week's minutes", () => {
  const board = [dated("2026-09-02", { quick_win: true, estimated_minutes: 20 })];
  const wins = ["tsk_0000000001", "tsk_0000000002", "tsk_0000000003"].map(quick);
  expect(place(wins, board, "2026-09-02").dates).toEqual(["2026-09-03", "2026-09-04", "2026-09-07"]);
});

test("parts come back one after another", () => {
  const parts = [2, 1].map((index) =>
    task({ id: `tsk_000000000${index}`, estimated_minutes: 30, part: { index, total: 2 } }),
  );
  const { dates } = planRestore(parts, {
    masterPlan: empty,
    today: "2026-09-02",
    dueDate: undefined,
    blocks: [],
  });
  expect([dates.get("tsk_0000000001"), dates.get("tsk_0000000002")]).toEqual(["2026-09-02", "2026-09-03"]);
});

test("a closed day's time is taken", () => {
  const block = {
    id: "closed",
    title: "",
    status: "planned",
    series: true,
    quick_win: false,
    minutes: 120,
  } as const;
  const { dates } = planRestore([task({})], {
    masterPlan: empty,
    today: "2026-09-02",
    dueDate: undefined,
    blocks: [{ ...block, due_date: "2026-09-03" }],
  });
  expect([...dates.values()]).toEqual(["2026-09-07"]);
});

test("instances that a re-plan closed come back under the ids they had, each by itself", () => {
  const weekly = oneTask(30, {
    module_task_id: "eml_n",
    title: "Send the newsletter",
    repeat: { every_weeks: 1, times: 4 },
  });
  const before = planOf([weekly]);
  const masterPlan = planOf([weekly], { first_week: 3, window_start: before.plan.window_start });
  const modules = [LedgerModule.parse({ module_key: "email", tasks: [weekly] })];
  const source = { masterPlan, modules, customPlan: null, steps: [] };
  const line = writeLedger(source).find(({ type }) => type === "series_closed");
  if (line === undefined) throw new TypeError("two weeks are over");
  const closed = before.tasks.slice(0, 2).map(({ id, title, series }) => ({ id, title, series }));
  expect(tasksToRestore(source, { line, item: undefined })).toHaveLength(2);
  for (const instance of closed) {
    expect(tasksToRestore(source, { line, item: instance.id })).toMatchObject([instance]);
  }
});

test("a line about a closed channel brings nothing back", () => {
  const tasks = [oneTask(75, { module_task_id: "eml_x", title: "Build the ads", channel: "ppc" })];
  const modules = [LedgerModule.parse({ module_key: "email", tasks })];
  const source = { masterPlan: planOf(tasks), modules, customPlan: null, steps: [] };
  const [line] = writeLedger(source);
  if (line === undefined) throw new TypeError("the task was gated");
  expect(tasksToRestore(source, { line, item: undefined })).toBeNull();
});
