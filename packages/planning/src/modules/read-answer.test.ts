import * as fc from "fast-check";
import { expect, test } from "vitest";
import { examples } from "../playbook/testing/profiles.ts";
import { baseCustomPlan } from "../strategy/base-plan.ts";
import { prepare } from "../strategy/facts.ts";
import { moduleKeys } from "../strategy/module-keys.ts";
import { readModuleAnswer } from "./read-answer.ts";
import { templateModule } from "./templates.ts";

const profile = examples.consultancy;
const facts = prepare(profile, "2026-08-20T17:00:00Z");
const context = { facts, profile, plan: baseCustomPlan(facts, profile) };

test.each(moduleKeys)(
  "the standard tasks of %s are a good answer, and nothing about them is changed",
  (key) => {
    const output = templateModule(key, context);
    expect(readModuleAnswer(key, JSON.stringify(output), context)).toEqual({ ok: true, output, pre_log: [] });
  },
);

test("standard tasks never exceed the owner's largest effort", () => {
  const solo = {
    profile: examples.solo,
    facts: prepare(examples.solo, "2026-08-20T17:00:00Z"),
    plan: context.plan,
  };
  const efforts = moduleKeys.flatMap((key) => templateModule(key, solo).tasks.map(({ effort }) => effort));
  expect(Math.max(...efforts)).toBe(2);
});

test("null stands for a field that is left open", () => {
  const output = templateModule("email", context);
  const tasks = output.tasks.map((task) => ({
    due_hint: null,
    repeat: null,
    platform: null,
    ...task,
    estimated_minutes: null,
  }));
  expect(readModuleAnswer("email", JSON.stringify({ ...output, tasks }), context)).toMatchObject({
    ok: true,
  });
});

test.each([
  ["another module's answer", { module_key: "ppc" }, "module_key:"],
  ["a task of another module", { module_task_id: "soc_x" }, "tasks.0.module_task_id:"],
  ["a repeated id", { module_task_id: "eml_welcome" }, "tasks.1.module_task_id: Used twice"],
  ["a date that is none", { due_hint: "by:2026-02-30" }, "tasks.0.due_hint: There is no such date"],
  ["an effort of 4", { effort: 4 }, "tasks.0.effort:"],
])("%s is refused with the field's name", (_case, change, start) => {
  const output = templateModule("email", context);
  const [first, ...rest] = output.tasks;
  const answer =
    "module_key" in change
      ? { ...output, ...change }
      : { ...output, tasks: [{ ...first, ...change }, ...rest] };
  expect(readModuleAnswer("email", JSON.stringify(answer), context)).toMatchObject({
    ok: false,
    messages: [expect.stringContaining(start)],
  });
});

test("no text makes the reading throw", () => {
  const output = templateModule("blog", context);
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    fc.jsonValue().map((value) => JSON.stringify({ ...output, tasks: value })),
    fc.jsonValue().map((value) => JSON.stringify({ ...output, artifacts: value })),
    fc
      .string()
      .map((title) => JSON.stringify({ ...output, tasks: output.tasks.map((task) => ({ ...task, title })) })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...moduleKeys), texts, (key, text) => {
      expect(typeof readModuleAnswer(key, text, context).ok).toBe("boolean");
    }),
  );
});
