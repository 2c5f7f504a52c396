import { expect, test } from "vitest";
import { answerDeskOffline } from "../playbook/answer-desk-offline.ts";
import { checkAction } from "./actions.ts";
import { canary } from "./canary.ts";
import { deskRequest } from "./request.ts";
import { deskContext } from "./testing/desk-context.ts";

const ask = (content: string) => deskRequest(deskContext, [{ role: "user", content }]);

test("what the person told is one JSON text inside one message, without ids, and the canary is the system's alone", () => {
  const { messages } = ask("Why?");
  const [system, material, question] = messages;
  expect([system?.role, material?.role, question?.role]).toEqual(["system", "user", "user"]);
  expect(system?.content).toContain(canary);
  expect(JSON.stringify([material, question])).not.toContain(canary);
  const { customer_data } = JSON.parse(material?.content ?? "");
  expect(JSON.parse(customer_data).user_profile).toEqual(deskContext.profile.user_profile);
  expect(material?.content).not.toContain(deskContext.profile.client_id);
});

test.each([
  ["I have less time this week.", "change_hours", { weekly_marketing_time_hours: 2 }],
  ["Mark send the september newsletter done", "mark_done", { task_id: "tsk_0000000001" }],
  [
    "Move the September newsletter to Friday",
    "move_task",
    { task_id: "tsk_0000000001", due_date: "2026-09-04" },
  ],
  ["Park the September newsletter", "park_task", { task_id: "tsk_0000000001" }],
  [
    "Add call the printer on Monday",
    "add_task",
    { title: "call the printer", channel: "ops", estimated_minutes: 30, due_date: "2026-09-07" },
  ],
])("offline, %j leads to a proposal that stands the checks", (question, name, argument) => {
  const words = answerDeskOffline(ask(question));
  expect(words?.toolCalls).toEqual([{ name, arguments: argument }]);
  const argumentsText = JSON.stringify(argument);
  expect(checkAction({ name, argumentsText }, deskContext).ok).toBe(true);
});

test("offline, anything else is answered honestly, and another request not at all", () => {
  expect(answerDeskOffline(ask("Sing!"))).toMatchObject({ toolCalls: [] });
  expect(answerDeskOffline({ messages: [] })).toBeUndefined();
});
