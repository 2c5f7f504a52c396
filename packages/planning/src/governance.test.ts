import { MasterPlan } from "@alva/contracts/master-plan";
import { expect, test } from "vitest";
import vectors from "../examples/governance-vectors.json" with { type: "json" };
import { govern } from "./governance.ts";
import type { FixedTask, GovernInput } from "./governance/input.ts";
import { GovernCase } from "./governance/testing/vector.ts";

const cases = vectors.cases.map((vector) => GovernCase.parse(vector));

test.each(cases)("governance gives the plan of vector $name", ({ input, expected }) => {
  const plan = govern(input);
  expect(plan).toMatchObject(expected);
  expect(plan.meta.resolution_log).toStrictEqual(expected.meta.resolution_log);
  expect(MasterPlan.parse(plan)).toStrictEqual(plan);
});

test("the profile version is in the plan's meta when it is given", () => {
  expect(governEmail([], { profile_version: 7 }).meta.profile_version).toBe(7);
  expect(governEmail([]).meta).not.toHaveProperty("profile_version");
});

test("template tasks are marked as fallback", () => {
  const modules = [{ module_key: "email", tasks: [{ title: "Clean the list" }], fallback: true }];
  expect(governEmail([], { modules }).tasks[0]?.source.fallback).toBe(true);
});

test("a launch whose prerequisite found no place is parked, whatever its own deadline", () => {
  const plan = governEmail(
    [
      { module_task_id: "form", title: "Build signup form", effort: 2, due_hint: "before_first_launch" },
      { module_task_id: "go", title: "Announce it", effort: 1, tags: ["launch"], due_hint: "by:2026-11-20" },
    ],
    { first_week: 13, fixed: [fixedTask({ due_date: "2026-11-16", minutes: 250 })] },
  );
  const [go, form] = ["go", "form"].map(
    (id) => plan.tasks.find((task) => task.source.module_task_id === id)?.id,
  );
  expect(plan.tasks.map((task) => task.status)).toEqual(["deferred", "deferred"]);
  expect(entriesOf(plan, "deferred_past_window")).toMatchObject([
    { items: [form] },
    { items: [go], detail: "prerequisite" },
  ]);
});

test("a task whose last part has no place takes no time with its first", () => {
  const guide = { module_task_id: "guide", title: "Pillar guide", effort: 3, suggested_week: 13 };
  const note = {
    module_task_id: "note",
    title: "Short note",
    effort: 2,
    suggested_week: 13,
    tags: ["evergreen"],
  };
  const plan = governEmail([guide, note], { weekly_capacity_hours: 3, first_week: 13 });
  expect(plan.tasks.map((task) => [task.source.module_task_id, task.part?.index, task.week])).toEqual([
    ["note", undefined, 13],
    ["guide", 1, null],
    ["guide", 2, null],
    ["guide", 3, null],
  ]);
});

test("weekend work of a fixed task counts as Friday's", () => {
  const saturday = fixedTask({ due_date: "2026-08-29", minutes: 20, quick_win: true });
  const tasks = [{ title: "Reply to comments", effort: 1, tags: ["quick_win"], due_hint: "day:fri" }];
  expect(governEmail(tasks).tasks[0]?.due_date).toBe("2026-08-28");
  expect(governEmail(tasks, { fixed: [saturday] }).tasks[0]?.due_date).toBe("2026-08-24");
});

test.each([
  ["a done task", { status: "done" }, 0],
  ["a parked task", { status: "deferred" }, 0],
  ["a refused instance of a series", { status: "skipped", series: true }, 0],
  ["an instance of a series", { status: "done", series: true }, 1],
] as const)("of tasks similar to %s on the board, %o makes %i", (_case, change, count) => {
  const fixed = [fixedTask({ id: "tsk_00000000b2", title: "Draft the welcome email", ...change })];
  expect(governEmail([{ title: "Write welcome email" }], { fixed }).tasks).toHaveLength(count);
});

test("a task that was retitled on the board is known by its id", () => {
  const [first] = governEmail([{ title: "Write welcome email" }]).tasks;
  const fixed = [fixedTask({ id: first?.id ?? "", title: "Say hello" })];
  const plan = governEmail([{ title: "Write welcome email" }], { fixed });
  expect(plan.tasks).toEqual([]);
  expect(entriesOf(plan, "already_on_board")).toMatchObject([{ items: [first?.id], detail: "same_id" }]);
});

test("of two tasks with one id, the second does not come in place of a first that is on the board", () => {
  const twins = ["Clean the list", "Write welcome email"].map((title) => ({ module_task_id: "one", title }));
  const [kept] = governEmail(twins).tasks;
  const plan = governEmail(twins, { fixed: [fixedTask({ title: kept?.title ?? "" })] });
  expect(plan.tasks).toEqual([]);
});

/** Governs tasks of the e-mail module: five hours from Monday, 24 August 2026. */
function governEmail(tasks: unknown[], change: Partial<GovernInput> = {}): MasterPlan {
  return govern({
    client_id: "scent-sparkle",
    timezone: "America/Los_Angeles",
    generated_at: "2026-08-20T10:00:00-07:00",
    weekly_capacity_hours: 5,
    effective_ad_budget: 0,
    channel_enables: {},
    platform_enables: {},
    modules: [{ module_key: "email", tasks }],
    ...change,
  });
}

function fixedTask(change: Partial<FixedTask>): FixedTask {
  return {
    id: "tsk_00000000a1",
    title: "Call the market organiser",
    status: "planned",
    minutes: 30,
    quick_win: false,
    series: false,
    ...change,
  };
}

function entriesOf(plan: MasterPlan, type: string) {
  return plan.meta.resolution_log.filter((entry) => entry.type === type);
}
