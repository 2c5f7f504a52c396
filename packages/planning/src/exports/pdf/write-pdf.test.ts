import * as fc from "fast-check";
import { extractText, getDocumentProxy, getMeta } from "unpdf";
import { describe, expect, test, vi } from "vitest";
import { makeOfflinePlan } from "../../playbook/testing/offline-plan.ts";
import { examples } from "../../playbook/testing/profiles.ts";
import { planDocument } from "../plan-document.ts";
import { squareFont } from "../testing/square-font.ts";
import type { Block } from "./block.ts";
import { writePdf } from "./write-pdf.ts";

const { plan, master } = makeOfflinePlan(examples.service, "2026-08-20T10:00:00.000Z");
const fonts = { regular: squareFont, bold: squareFont };
const document = () => planDocument({ businessName: "Ada & Sons", customPlan: plan, masterPlan: master });
const write = (blocks: readonly Block[]) => writePdf({ title: "A plan", blocks }, fonts);

/** What an independent reader makes of it; how texts were broken into lines is not told. */
async function read(bytes: Uint8Array): Promise<{ text: string; pages: number; title: unknown }> {
  // The reader takes the bytes for its own.
  const pdf = await getDocumentProxy(bytes.slice());
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  return { text: text.replaceAll(/\s+/g, ""), pages: totalPages, title: (await getMeta(pdf)).info["Title"] };
}

/** As the test's font can show it. */
const shown = (text: string) => text.replaceAll(/[^\x20-\x7e]/gu, "□").replaceAll(/\s+/g, "");

describe("the PDF of a plan", () => {
  test("says every task with its day and minutes, every channel's measure, and all 13 weeks", async () => {
    const { text, pages, title } = await read(write(document()));
    expect(title).toBe("A plan");
    expect(pages).toBeGreaterThan(3);
    expect(pages).toBeLessThan(40);
    for (const task of master.tasks) expect(text).toContain(shown(task.title));
    for (const { kpi } of plan.channels) expect(text).toContain(shown(kpi.measure).slice(0, 12));
    for (let week = 1; week <= 13; week += 1) expect(text).toContain(`Week${week},from`);
    expect(text).toContain(`Page${pages}of${pages}`);
  });

  test("is the same, byte for byte, at any time", () => {
    vi.useFakeTimers({ now: new Date("2026-09-01T08:00:00Z") });
    const first = write(document());
    vi.setSystemTime("2027-01-05T09:30:00Z");
    const second = write(document());
    vi.useRealTimers();
    expect(second).toEqual(first);
  });
});

test("whatever texts hold, the document can be read to its end", async () => {
  const texts = fc.string({ unit: "grapheme", maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(texts, texts, async (one, other) => {
      const blocks: Block[] = [
        { kind: "title", text: one },
        { kind: "heading", text: other, aside: one },
        { kind: "table", columns: [{ title: one, share: 1 }], rows: [[other], []] },
        { kind: "check", checked: true, text: one, facts: other, details: [one, ""] },
        { kind: "item", text: "The end" },
      ];
      expect((await read(write(blocks))).text).toContain("Theend");
    }),
    { numRuns: 40 },
  );
});

test("a document without anything is one page", async () => {
  expect((await read(write([]))).pages).toBe(1);
});
