import type { ChatMessage } from "@alva/contracts/chat";
import { expect, test } from "vitest";
import { chatMarkdown } from "./chat-markdown.ts";

const metadata = { state: "complete", created_at: "2026-09-01T08:05:00.000Z" } as const;
const question: ChatMessage = {
  id: "one",
  role: "user",
  metadata,
  parts: [{ type: "text", text: "# What's next?\n<b>Today</b>" }],
};
const card = {
  heading: "Start here",
  body: [
    { kind: "paragraph" as const, text: "One thing first." },
    { kind: "bullet" as const, text: "Film the workshop" },
  ],
  because: [],
  unsupported: false,
  actions: [],
};

test("a conversation reads in its order, a card once, and no text becomes anything but text", () => {
  const answer: ChatMessage = {
    id: "two",
    role: "assistant",
    metadata,
    parts: [
      { type: "text", text: "## Start here\n\nOne thing first." },
      { type: "data-card", id: "c", data: card },
      {
        type: "data-proposal",
        id: "3c9f0a52-58a2-4a53-8f6e-2c9d0f2b7e10",
        data: {
          id: "3c9f0a52-58a2-4a53-8f6e-2c9d0f2b7e10",
          summary: "Change your hours to 3 a week",
          action: { name: "change_hours", arguments: { weekly_marketing_time_hours: 3 } },
          state: "confirmed",
        },
      },
    ],
  };
  expect(chatMarkdown([question, answer])).toBe(`# Your desk

## You, 2026-09-01 08:05 UTC

\\# What's next?

\\<b\\>Today\\</b\\>

## Alva, 2026-09-01 08:05 UTC

### Start here

One thing first.

- Film the workshop

*Change your hours to 3 a week (confirmed)*
`);
});

test("an answer that was stopped before it had a card is told by its text", () => {
  const stopped: ChatMessage = {
    id: "two",
    role: "assistant",
    metadata: { ...metadata, state: "stopped" },
    parts: [{ type: "text", text: "Start with" }],
  };
  expect(chatMarkdown([stopped])).toContain("UTC\n\nStart with\n");
});
