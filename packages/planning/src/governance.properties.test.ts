import { MasterPlan, type PlanTask } from "@alva/contracts/master-plan";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { sha1Hex } from "./digest.ts";
import { govern } from "./governance.ts";
import { deadlineOf } from "./governance/hint.ts";
import type { FixedTask, GovernInput } from "./governance/input.ts";
import { similar } from "./governance/similarity.ts";
import { slug } from "./governance/slug.ts";
import { fixTask, governInputs } from "./governance/testing/inputs.ts";
import { cleanTitle } from "./governance/title.ts";

// The invariants of plan pipeline, section 9, in its order.
const numRuns = 300;

function forAllPlans(check: (input: GovernInput, plan: MasterPlan) => void): void {
  fc.assert(
    fc.property(governInputs, (input) => check(input, govern(input))),
    { numRuns },
  );
}

test("a plan is what its contract says", () => {
  forAllPlans((_input, plan) => {
    expect(MasterPlan.parse(plan)).toStrictEqual(plan);
  });
});

test("the same input in any order gives the same bytes", () => {
  const property = fc.property(governInputs, fc.nat(), (input, salt) => {
    const shuffled = {
      ...input,
      modules: shuffle(input.modules, salt).map((module) => ({
        ...module,
        tasks: shuffle(module.tasks, salt),
      })),
      fixed: shuffle(input.fixed ?? [], salt),
      pre_log: shuffle(input.pre_log ?? [], salt),
    };
    const bytes = JSON.stringify(govern(input));
    expect(JSON.stringify(govern(input))).toBe(bytes);
    expect(JSON.stringify(govern(shuffled))).toBe(bytes);
  });
  fc.assert(property, { numRuns });
});

test("no week gets more than its minutes, no weekday more than one quick win", () => {
  forAllPlans((input, plan) => {
    const capacity = 60 * input.weekly_capacity_hours;
    const fixed = (input.fixed ?? []).filter(({ status }) => status !== "skipped" && status !== "deferred");
    for (const [week, added] of Map.groupBy(dated(plan), (task) => task.week)) {
      const before = fixed.filter((task) => weekOf(plan, task) === week);
      expect(minutesOf(added) + minutesOf(before)).toBeLessThanOrEqual(capacity);

      const addedQuick = added.filter((task) => task.quick_win);
      const beforeQuick = before.filter((task) => task.quick_win);
      if (addedQuick.length === 0) continue;
      expect(minutesOf(addedQuick) + minutesOf(beforeQuick)).toBeLessThanOrEqual(Math.floor(capacity / 2));
      const days = addedQuick.map((task) => task.due_date);
      expect(new Set(days).size).toBe(days.length);
      for (const task of beforeQuick) expect(days).not.toContain(fridayAtLatest(task.due_date ?? ""));
    }
  });
});

test("a dated task is due at 17:00 local time on a weekday of its week in the window", () => {
  forAllPlans((input, plan) => {
    const { window_start, window_end, timezone } = plan.plan;
    const clock = clockOf(timezone);
    for (const task of dated(plan)) {
      expect(weekdayOf(task.due_date)).toBeLessThan(5);
      expect(task.due_date >= window_start && task.due_date <= window_end).toBe(true);
      expect(task.week).toBe(weekOf(plan, task));
      expect(task.week).toBeGreaterThanOrEqual(input.first_week ?? 1);
      expect(clock.format(new Date(task.due_at ?? ""))).toBe(`${task.due_date} 17:00:00`);
      expect(task.due_at).toContain(`${task.due_date}T17:00:00`);
    }
  });
});

test("no kept tasks are similar, and none is similar to a fixed one that blocks it", () => {
  forAllPlans((input, plan) => {
    const titles = [...Map.groupBy(plan.tasks, refOf).values()].map(([task]) => task?.title ?? "");
    const blocking = (input.fixed ?? []).filter((task) => task.status === "skipped" || !task.series);
    for (const [index, title] of titles.entries()) {
      expect(titles.slice(index + 1).filter((other) => similar(title, other))).toEqual([]);
      expect(blocking.filter((task) => similar(title, task.title))).toEqual([]);
    }
  });
});

test("every proposed task is in the plan or in the log, and every parked one is in the log", () => {
  forAllPlans((input, plan) => {
    const log = plan.meta.resolution_log;
    const known = new Set([...plan.tasks.map(refOf), ...log.flatMap((entry) => entry.items)]);
    for (const { module_key, tasks } of input.modules) {
      for (const task of tasks)
        expect(namesOf(input.client_id, module_key, task).some((name) => known.has(name))).toBe(true);
    }
    const parking = ["no_capacity", "deadline_passed", "deferred_past_window"];
    const parked = new Set(log.filter(({ type }) => parking.includes(type)).flatMap(({ items }) => items));
    const deferred = plan.tasks.filter((task) => task.status === "deferred").map((task) => task.id);
    expect(parked).toEqual(new Set(deferred));
    for (const entry of log) expect(entry.count).toBe(new Set(entry.items).size);
  });
});

test("ids are unique and do not depend on the other tasks", () => {
  const property = fc.property(governInputs, fc.nat(), (input, salt) => {
    const fewer = input.modules.map((module) => ({ ...module, tasks: shuffle(module.tasks, salt).slice(1) }));
    const plan = govern(input);
    const ids = plan.tasks.map((task) => task.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^tsk_[0-9a-f]{10,}$/);

    const before = new Map(plan.tasks.map((task) => [identityOf(task), task.id]));
    for (const task of govern({ ...input, modules: fewer }).tasks) {
      expect(before.get(identityOf(task)) ?? task.id).toBe(task.id);
    }
  });
  fc.assert(property, { numRuns });
});

test("closed channels and platforms have no tasks, and small budgets no ads", () => {
  forAllPlans((input, plan) => {
    for (const task of plan.tasks) {
      expect(task.channel === "ppc" && input.effective_ad_budget < 300).toBe(false);
      expect(input.channel_enables[task.channel]).not.toBe(false);
      for (const platform of facetsOf(task, "platform"))
        expect(input.platform_enables[platform]).not.toBe(false);
    }
  });
});

test("deadlines are kept, and a launch comes after all that must come before it", () => {
  forAllPlans((_input, plan) => {
    for (const task of dated(plan)) {
      expect(task.due_date <= (deadlineOf(task.due_hint) ?? task.due_date)).toBe(true);
      const isPrerequisite = task.due_hint === "before_first_launch";
      if (!task.tags.includes("launch") || task.quick_win || isPrerequisite) continue;
      const needed = plan.tasks.filter(
        (other) => other.channel === task.channel && other.due_hint === "before_first_launch",
      );
      for (const other of needed)
        expect(other.due_date !== null && other.due_date < task.due_date).toBe(true);
    }
  });
});

test("parts are placed together, one after another, and add up to their task", () => {
  forAllPlans((input, plan) => {
    const half = Math.ceil((60 * input.weekly_capacity_hours) / 2);
    const whole = { 1: 30, 2: 75, 3: 210 };
    for (const parts of Map.groupBy(plan.tasks, (task) => `${refOf(task)} ${task.series?.index}`).values()) {
      const inOrder = parts.toSorted((a, b) => (a.part?.index ?? 1) - (b.part?.index ?? 1));
      const dates = inOrder.flatMap((task) => task.due_date ?? []);
      expect([0, parts.length]).toContain(dates.length);
      expect(dates).toEqual([...new Set(dates)].sort());
      for (const [index, task] of inOrder.entries()) {
        expect(task.part).toEqual(parts.length === 1 ? null : { index: index + 1, total: parts.length });
        expect(task.estimated_minutes).toBeLessThanOrEqual(parts.length === 1 ? 210 : half);
        expect(minutesOf(parts)).toBe(task.quick_win ? task.estimated_minutes : whole[task.effort]);
      }
    }
  });
});

test("priority follows from the flags, and tags are sorted with the system's own", () => {
  forAllPlans((_input, plan) => {
    const priorities = new Map([
      ["quick_win", 1],
      ["launch", 1],
      ["seasonal", 1],
      ["setup", 2],
      ["evergreen", 3],
    ]);
    for (const task of plan.tasks) {
      const ofFlags = task.tags.flatMap((tag) => priorities.get(tag) ?? []);
      expect(task.priority).toBe(ofFlags.length === 0 ? 2 : Math.min(...ofFlags));
      expect(task.quick_win).toBe(task.tags.includes("quick_win"));
      expect(task.tags).toEqual([...new Set(task.tags)].sort());
      expect(facetsOf(task, "domain")).toEqual(["task"]);
      expect(facetsOf(task, "module")).toEqual([task.source.module]);
      expect(facetsOf(task, "module_type")).toEqual(["strategy_adaptation"]);
      expect(facetsOf(task, "plan")).toEqual([`${task.source.module}_v1_0`]);
      expect(facetsOf(task, "channel")).toEqual([task.channel]);
      expect(facetsOf(task, "topic").length).toBeLessThanOrEqual(5);
    }
  });
});

test("a one-off task that is done is not made again", () => {
  forAllPlans((input, plan) => {
    const done = plan.tasks.filter((task) => task.series === null).map((task) => fixTask(task, "done"));
    const again = govern({ ...input, fixed: [...(input.fixed ?? []), ...done] });
    const ids = new Set(done.map((task) => task.id));
    expect(again.tasks.filter((task) => ids.has(task.id))).toEqual([]);
  });
});

test("without capacity nothing is dated", () => {
  forAllPlans((input) => {
    expect(dated(govern({ ...input, weekly_capacity_hours: 0 }))).toEqual([]);
  });
});

type DatedTask = PlanTask & { due_date: string };

function dated(plan: MasterPlan): DatedTask[] {
  return plan.tasks.flatMap((task) => (task.due_date === null ? [] : [{ ...task, due_date: task.due_date }]));
}

function refOf({ source }: PlanTask): string {
  return `${source.module}:${source.module_task_id}`;
}

function identityOf(task: PlanTask): string {
  return JSON.stringify([refOf(task), task.title, task.series?.index ?? 1, task.part?.index ?? 1]);
}

function facetsOf(task: PlanTask, facet: string): string[] {
  return task.tags.filter((tag) => tag.startsWith(`${facet}:`)).map((tag) => tag.slice(facet.length + 1));
}

/** What the log may call a proposed task: its ref, or the id of its first instance. */
function namesOf(clientId: string, module: string, task: unknown): string[] {
  const fields = new Map(typeof task === "object" && task !== null ? Object.entries(task) : []);
  const id: unknown = fields.get("module_task_id");
  const title = cleanTitle(fields.get("title"));
  const usable = typeof id === "string" ? slug(id) : "";
  const moduleTaskId = usable === "" ? `t_${sha1Hex(title).slice(0, 8)}` : usable;
  return [
    `${module}:${moduleTaskId}`,
    `${module}:sha_${sha1Hex(canonicalJson(task)).slice(0, 10)}`,
    `tsk_${sha1Hex(`${clientId}|${module}|${moduleTaskId}|${title}`).slice(0, 10)}`,
  ];
}

function minutesOf(tasks: readonly (PlanTask | FixedTask)[]): number {
  return tasks.reduce((sum, task) => sum + ("minutes" in task ? task.minutes : task.estimated_minutes), 0);
}

function weekOf(plan: MasterPlan, task: { due_date?: string | null }): number | null {
  if (typeof task.due_date !== "string") return null;
  return Math.floor((Date.parse(task.due_date) - Date.parse(plan.plan.window_start)) / (7 * 86_400_000)) + 1;
}

/** 0 for Monday. */
function weekdayOf(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

function fridayAtLatest(date: string): string {
  const daysPast = Math.max(0, weekdayOf(date) - 4);
  return new Date(Date.parse(date) - daysPast * 86_400_000).toISOString().slice(0, 10);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  clocks.set(timeZone, clock);
  return clock;
}

function shuffle<T>(items: readonly T[], salt: number): T[] {
  const keyed = items.map((item, index) => ({ item, key: sha1Hex(`${salt} ${index}`) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
}
