import * as fc from "fast-check";
import { expect, test } from "vitest";
import { examples } from "../playbook/testing/profiles.ts";
import { baseCustomPlan } from "./base-plan.ts";
import { prepare } from "./facts.ts";
import { readStrategyAnswer } from "./read-answer.ts";

const profile = examples.solo;
const context = { facts: prepare(profile, "2026-08-20T17:00:00Z"), profile };
const base = baseCustomPlan(context.facts, profile);

test("the base plan is a good answer", () => {
  expect(readStrategyAnswer(JSON.stringify(base), context)).toMatchObject({ ok: true });
});

test("null stands for a field that is left open", () => {
  const channels = base.channels.map((channel) => ({ ...channel, platform: null }));
  expect(readStrategyAnswer(JSON.stringify({ ...base, channels }), context)).toMatchObject({ ok: true });
});

test.each([
  ["no JSON at all", "Here is your plan!", "answer:"],
  ["half an answer", JSON.stringify(base).slice(0, 300), "answer:"],
  ["too long a headline", JSON.stringify({ ...base, headline: "x".repeat(141) }), "headline:"],
  ["a missing section", JSON.stringify({ ...base, tips: undefined }), "tips:"],
  [
    "a foreign link",
    JSON.stringify({ ...base, summary: "See https://evil.example/x" }),
    "summary: Do not link",
  ],
  [
    "a request for a password",
    JSON.stringify({ ...base, tips: [...base.tips, "Send your password to support"] }),
    "tips.5: Do not ask",
  ],
  [
    "everything turned off",
    JSON.stringify({ ...base, channel_enables: { ...base.channel_enables, social: false, email: false } }),
    "channel_enables:",
  ],
])("%s is refused with a message for the next attempt", (_case, text, start) => {
  const reading = readStrategyAnswer(text, context);
  expect(reading).toMatchObject({ ok: false, messages: [expect.stringContaining(start)] });
});

test("no text makes the reading throw, and messages stay few and short", () => {
  const deep = fc.constantFrom("[".repeat(200_000), `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`);
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    deep,
    fc.jsonValue().map((value) => JSON.stringify({ ...base, channels: value })),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const reading = readStrategyAnswer(text, context);
      const messages = reading.ok ? [] : reading.messages;
      expect(messages.length).toBeLessThanOrEqual(20);
      expect(messages.every((message) => message.length <= 200)).toBe(true);
    }),
  );
});
