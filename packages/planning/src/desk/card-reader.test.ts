import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canary } from "./canary.ts";
import { type CardEvent, createCardReader } from "./card-reader.ts";
import { nothingSupports } from "./cards.ts";
import { deskContext } from "./testing/desk-context.ts";

const hours = "> constraints.weekly_marketing_time_hours: You gave me few hours.";

function read(pieces: readonly string[]) {
  const reader = createCardReader(deskContext);
  const events = [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
  return {
    leaked: reader.leaked(),
    text: events.map((event) => (event.kind === "text" ? event.text : "")).join(""),
    cards: events.flatMap((event) => (event.kind === "finished" ? [event.content] : [])),
    order: events.map(({ kind, card }) => `${kind} ${card}`),
  };
}

test("a card has its heading, its blocks, its reasons and an action for each thing it rests on", () => {
  const { cards, text } = read([
    `## Do less\nPost once a week.\n- On Friday\n${hours}\n> tsk_0000000001: It is due first.\n`,
  ]);
  expect(cards).toEqual([
    {
      heading: "Do less",
      body: [
        { kind: "paragraph", text: "Post once a week." },
        { kind: "bullet", text: "On Friday" },
      ],
      because: [
        {
          kind: "answer",
          path: "constraints.weekly_marketing_time_hours",
          note: "You gave me few hours.",
        },
        { kind: "task", task_id: "tsk_0000000001", note: "It is due first." },
      ],
      unsupported: false,
      actions: [
        { kind: "open_answer", path: "constraints.weekly_marketing_time_hours", label: "See your answer" },
        {
          kind: "open_task",
          task_id: "tsk_0000000001",
          label: "Open “Send the September newsletter”",
        },
      ],
    },
  ]);
  expect(text).toBe("## Do less\n\nPost once a week.\n\n- On Friday");
});

test("words are passed on before their line is complete", () => {
  const reader = createCardReader(deskContext);
  reader.push("## Now\n");
  expect(reader.push("Write to five cust")).toEqual([
    { kind: "text", card: 1, text: "\n\n" },
    ...["Write", " to", " five"].map((text): CardEvent => ({ kind: "text", card: 1, text })),
  ]);
});

const line = fc.oneof(
  fc.constantFrom("", "## Heading", "##", "-", "- ", "> ", hours, "> goals.none: no", "#", "  - a  b ", "a "),
  fc.constantFrom("see https://evil.example/x now", "please send me your password now", "-5 degrees"),
  fc.string({ unit: fc.constantFrom("a", " ", "-", ">", "#", "é", "*", ".") }),
);

test("however a text is cut, the same cards and words come of it, within the form", () => {
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat({ max: 12 })), (lines, lengths) => {
      const text = lines.join("\n");
      const pieces: string[] = [];
      let from = 0;
      for (const length of lengths) {
        pieces.push(text.slice(from, from + length));
        from += length;
      }
      const whole = read([text]);
      expect(read([...pieces, text.slice(from)])).toEqual(whole);
      expect(whole.cards.length).toBeLessThanOrEqual(3);
      for (const { body, because, actions, unsupported } of whole.cards) {
        expect(Math.max(body.length, because.length, actions.length)).toBeLessThanOrEqual(3);
        expect(unsupported).toBe(because.length === 0);
      }
      expect(whole.text).not.toMatch(/evil|password/);
    }),
  );
});

test.each([
  ["an unanswered field", "> brand_identity.nothing: You like blue."],
  ["a section as a whole", "> constraints: You said so."],
  ["a task of nobody", "> tsk_ffffffffff: It is urgent."],
  ["a reason with a link", "> tsk_0000000001: See https://evil.example."],
])("%s supports nothing, and the card says so", (_, reason) => {
  const { cards, text } = read([`## Advice\nDo it.\n${reason}`]);
  expect(cards[0]).toMatchObject({ because: [], unsupported: true, actions: [] });
  expect(text).toContain(nothingSupports);
});

test.each([canary, canary.toUpperCase(), canary.replaceAll("-", " "), `x${canary.replaceAll("-", "_")}x`])(
  "whoever repeats the instructions is noticed: %s",
  (word) => {
    const { leaked, text } = read([`## Secret\nIt is ${word} indeed`]);
    expect(leaked).toBe(true);
    expect(text).not.toContain(word);
  },
);
