import type { DeskCard } from "@alva/contracts/chat";
import { describe, expect, test } from "vitest";
import { blocksOf, readWritten, standingOf } from "./desk-message.ts";

const card: DeskCard = { heading: "Next", body: [], because: [], unsupported: false, actions: [] };

describe("an answer's pieces", () => {
  test("show a complete card in place of its text, and text without a card as it is being written", () => {
    const blocks = blocksOf({
      parts: [
        { type: "step-start" },
        { type: "text", text: "## Next" },
        { type: "data-card", id: "card-1", data: card },
        { type: "text", text: "## More\n\nHalf a sen" },
      ],
    });
    expect(blocks).toEqual([
      { kind: "card", id: "data-card-2", card },
      {
        kind: "writing",
        id: "text-3",
        heading: "More",
        body: [{ kind: "paragraph", text: "Half a sen" }],
      },
    ]);
  });

  test.each(["", "#", "##", "## ", "-", "- ", "\n\n"])(
    "are none while %j is all that has been written",
    (text) => {
      expect(blocksOf({ parts: [{ type: "text", text }] })).toEqual([]);
    },
  );

  test("keep paragraphs and bullets in their order", () => {
    expect(readWritten("## Why\nFirst.\n\n- One\n- Two\n\nLast.")).toEqual({
      heading: "Why",
      body: [
        { kind: "paragraph", text: "First." },
        { kind: "bullet", text: "One" },
        { kind: "bullet", text: "Two" },
        { kind: "paragraph", text: "Last." },
      ],
    });
  });
});

test.each([
  ["answering", { isLast: true, status: "streaming" }, "answering"],
  ["answering", { isLast: true, status: "ready" }, "stopped"],
  ["answering", { isLast: false, status: "streaming" }, "stopped"],
  ["failed", { isLast: true, status: "ready" }, "failed"],
  ["complete", { isLast: false, status: "streaming" }, "complete"],
] as const)("an answer said to be %s, of which is known %j, is %s", (state, known, expected) => {
  expect(standingOf({ metadata: { state } }, known)).toBe(expected);
});
