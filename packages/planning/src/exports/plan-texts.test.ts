import { normalizeLine } from "@alva/contracts/text";
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, test } from "vitest";
import { writeLedger } from "../ledger/ledger.ts";
import { makeOfflinePlan } from "../playbook/testing/offline-plan.ts";
import { examples } from "../playbook/testing/profiles.ts";
import { planCsv } from "./plan-csv.ts";
import { planMarkdown } from "./plan-markdown.ts";

const { plan, master, modules } = makeOfflinePlan(examples.service, "2026-08-20T10:00:00.000Z");
const ledger = writeLedger({
  customPlan: plan,
  masterPlan: master,
  modules: modules.map(({ output }) => ({ ...output, fallback: false })),
  steps: [],
});
/** Texts that are not empty, which no title is. */
const hostile = fc.oneof(
  fc.constantFrom(
    "# x",
    "\n\n# x",
    "- x\n- y",
    "```\n",
    "<script>",
    "**",
    "[x](javascript:1)",
    "=1+1",
    '","',
  ),
  fc.string({ unit: "grapheme", maxLength: 30 }).filter((text) => normalizeLine(text) !== ""),
);

/** The plan with one text in every place that a person or the model writes. */
function planSaying(text: string) {
  const tasks = master.tasks.map((task) => ({
    ...task,
    title: text,
    desc: text,
    steps: [text],
    because: task.because.map((one) => ({ ...one, note: text })),
  }));
  return {
    masterPlan: { ...master, tasks },
    customPlan: { ...plan, headline: text, summary: text, strategy_notes: [text, text] },
    ledger: ledger.map((told) => ({ ...told, text })),
  };
}

/** The kinds and order of a document's blocks, whatever they say. */
function outline(markdown: string): string[] {
  return fromMarkdown(markdown).children.map((block) =>
    block.type === "heading" ? `${block.type} ${block.depth}` : block.type,
  );
}

describe("the Markdown of a plan", () => {
  test("names each dated task once, under its week", () => {
    const text = planMarkdown({ customPlan: plan, masterPlan: master, ledger });
    const dated = master.tasks.filter(({ week }) => week !== null);
    expect(text.match(/^- \[ \] /gm)).toHaveLength(master.tasks.length);
    expect(text.match(/^## Week \d+$/gm)).toHaveLength(new Set(dated.map(({ week }) => week)).size);
  });

  test("tells of each decision in the ledger's words", () => {
    const text = planMarkdown({ customPlan: plan, masterPlan: master, ledger });
    const [, told = ""] = text.split("## What I merged, moved and left out\n");
    expect(ledger.length).toBeGreaterThan(0);
    expect(told.match(/^- /gm)).toHaveLength(ledger.length);
    expect(told).toContain("Written by the offline playbook");
  });

  test("has the same outline whatever its texts say, and no HTML or link", () => {
    const expected = outline(planMarkdown(planSaying("x")));
    fc.assert(
      fc.property(hostile, (text) => {
        const written = planMarkdown(planSaying(text));
        expect(outline(written)).toEqual(expected);
        expect(JSON.stringify(fromMarkdown(written))).not.toMatch(/"type":"(?:html|link|image|code)"/);
      }),
      { numRuns: 30 },
    );
  });
});

describe("the CSV of a plan", () => {
  test("has one row per task under one header, whatever its texts say", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { masterPlan } = planSaying(text);
        const rows: Record<string, string>[] = parse(planCsv(masterPlan.tasks), { bom: true, columns: true });
        expect(rows.map(({ id, due_date }) => [id, due_date])).toEqual(
          master.tasks.map(({ id, due_date }) => [id, due_date ?? ""]),
        );
        expect(rows.every(({ title }) => title === text || title === `'${text}`)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
