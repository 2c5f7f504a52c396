import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isOpen } from "./context.ts";
import { deskContext, deskTasks } from "./testing/desk-context.ts";
import { asksWhatsNext, nextTasks, whatsNext } from "./whats-next.ts";

test.each([
  "What's next?",
  "whats next",
  "What’s up next today?",
  "Ok, what should I do now?",
  "next tasks please",
])("%j asks for what is next", (question) => expect(asksWhatsNext(question)).toBe(true));

test.each([
  "What's next for my brand in 2027?",
  "Why is the newsletter next?",
  "What should I do about reviews?",
  "",
])("%j needs more than the next tasks", (question) => expect(asksWhatsNext(question)).toBe(false));

const someTask = fc.record({
  id: fc.stringMatching(/^tsk_[0-9a-f]{10}$/),
  title: fc.constant("A task"),
  channel: fc.constant("email" as const),
  status: fc.constantFrom("planned", "in_progress", "done", "deferred", "skipped"),
  due_date: fc.constantFrom("2026-09-08", "2026-09-09", null),
  estimated_minutes: fc.constant(30),
  priority: fc.constantFrom(1, 2, 3),
  quick_win: fc.boolean(),
});

test("the next tasks are the three open ones that no other open one precedes by priority, day and id", () => {
  fc.assert(
    fc.property(fc.uniqueArray(someTask, { selector: ({ id }) => id }), (tasks) => {
      const key = ({ priority, due_date, id }: (typeof tasks)[number]) =>
        `${priority} ${due_date ?? "x"} ${id}`;
      const expected = tasks.filter(isOpen).map(key).toSorted().slice(0, 3);
      expect(nextTasks(tasks).map(({ id }) => id)).toEqual(expected.map((one) => one.split(" ")[2]));
    }),
  );
});

test("the answer names each task with its time and day, and opens it", () => {
  const card = whatsNext(deskContext);
  expect(card.body.map(({ text }) => text)).toEqual([
    "Answer three questions (30 minutes, due Thu, Sep 10)",
    "Send the September newsletter (30 minutes, due Tue, Sep 8)",
  ]);
  expect(card.actions.map(({ kind }) => kind)).toEqual(["open_task", "open_task"]);
});

test.each([
  ["no plan", { ...deskContext, plan: null, tasks: [] }, "Your plan is on its way"],
  ["nothing open", { ...deskContext, tasks: deskTasks.filter((task) => !isOpen(task)) }, "Nothing is open"],
])("with %s it says so", (_, context, heading) => {
  expect(whatsNext(context).heading).toBe(heading);
});
