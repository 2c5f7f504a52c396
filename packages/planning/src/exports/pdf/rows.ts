import { normalizeLine } from "@alva/contracts/text";
import type { Block, CheckItem, Table } from "./block.ts";
import type { Glyph } from "./font.ts";
import { breakLines } from "./lines.ts";

/** Lengths are points, of which an inch has 72. `x` counts from the left margin, `y` from the row's top downwards. */
export type Mark =
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly style: Style;
      readonly glyphs: readonly Glyph[];
    }
  | {
      readonly kind: "bar";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly color: string;
    }
  | { readonly kind: "box"; readonly x: number; readonly y: number; readonly size: number };

/** What is not broken over two pages. */
export interface Row {
  readonly height: number;
  readonly marks: readonly Mark[];
  /** The row after it must begin on the same page, as the first task under a heading. */
  readonly keepWithNext: boolean;
}

/** How a text is set. Colors are red, green and blue as PDF writes them. */
export interface Style {
  readonly weight: "regular" | "bold";
  readonly size: number;
  readonly leading: number;
  readonly color: string;
}

const text = "0.122 0.122 0.122";
const muted = "0.361 0.361 0.361";
const gold = "1 0.843 0";
const line = "0.8 0.8 0.8";

const title: Style = { weight: "bold", size: 22, leading: 28, color: text };
const heading: Style = { weight: "bold", size: 13, leading: 18, color: text };
const body: Style = { weight: "regular", size: 10, leading: 14, color: text };
const strong: Style = { ...body, weight: "bold" };
const small: Style = { weight: "regular", size: 8.5, leading: 12, color: muted };
const cell: Style = { ...small, color: text };
const cellTitle: Style = { ...small, weight: "bold" };

/** Finds the glyphs of a text in either weight. */
export type Typesetters = Readonly<Record<Style["weight"], (text: string) => Glyph[]>>;

interface Page {
  /** Between the margins. */
  readonly width: number;
  readonly typeset: Typesetters;
}

/** Sets a block in rows as wide as the page. */
export function rowsOf(block: Block, page: Page): Row[] {
  switch (block.kind) {
    case "title":
      return [...textRows(block.text, title, page, { keep: true }), space(4, true)];
    case "heading":
      return headingRows(block, page);
    case "paragraph":
      return [...textRows(block.text, block.muted ? { ...body, color: muted } : body, page), space(6)];
    case "item":
      return bulletRows(block.text, page);
    case "table":
      return tableRows(block, page);
    case "check":
      return checkRows(block, page);
  }
}

/** A line at the foot of a page. */
export function footMark(words: string, { width, typeset }: Page): Mark {
  return { kind: "text", x: 0, y: 0, style: small, glyphs: set(words, small, width, typeset)[0] ?? [] };
}

interface Indent {
  readonly x?: number;
  readonly keep?: boolean;
}

/** One row per line, so that a text of any length finds its pages. */
function textRows(
  words: string,
  style: Style,
  { width, typeset }: Page,
  { x = 0, keep = false }: Indent = {},
): Row[] {
  return set(words, style, width - x, typeset).map((glyphs) => ({
    height: style.leading,
    marks: [{ kind: "text", x, y: baseline(style), style, glyphs }],
    keepWithNext: keep,
  }));
}

function headingRows({ text: words, aside }: Extract<Block, { kind: "heading" }>, page: Page): Row[] {
  const bar: Mark = { kind: "bar", x: 0, y: 2, width: 3, height: heading.leading - 4, color: gold };
  const lines = textRows(words, heading, page, { x: 10, keep: true });
  return [
    space(12),
    ...lines.map((row, index) => (index === 0 ? { ...row, marks: [bar, ...row.marks] } : row)),
    ...(aside === undefined ? [] : textRows(aside, small, page, { x: 10, keep: true })),
    space(4, true),
  ];
}

function bulletRows(words: string, page: Page): Row[] {
  const bullet: Mark = { kind: "bar", x: 2, y: 6, width: 3, height: 3, color: text };
  const rows = textRows(words, body, page, { x: 12 });
  return rows.map((row, index) => (index === 0 ? { ...row, marks: [bullet, ...row.marks] } : row));
}

const gap = 8;

function tableRows({ columns, rows }: Table, page: Page): Row[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => ((page.width + gap) * share) / shares - gap);
  const lay = (cells: readonly string[], style: Style, keep: boolean): Row => {
    let x = 0;
    let height = 0;
    const marks: Mark[] = [];
    for (const [index, width] of widths.entries()) {
      const lines = set(cells[index] ?? "", style, width, page.typeset);
      for (const [number, glyphs] of lines.entries()) {
        marks.push({ kind: "text", x, y: baseline(style) + number * style.leading, style, glyphs });
      }
      x += width + gap;
      height = Math.max(height, lines.length * style.leading);
    }
    marks.push({ kind: "bar", x: 0, y: height + 3, width: page.width, height: 0.5, color: line });
    return { height: height + 6, marks, keepWithNext: keep };
  };
  return [
    lay(
      columns.map((column) => column.title),
      cellTitle,
      true,
    ),
    ...rows.map((cells) => lay(cells, cell, false)),
    space(4),
  ];
}

const boxSize = 9;
const taskIndent = 18;

function checkRows({ checked, text: words, facts, details }: CheckItem, page: Page): Row[] {
  const box: Mark = { kind: "box", x: 1, y: 2.5, size: boxSize };
  const tick = page.typeset.bold("\u2713");
  const sign: Mark[] = checked
    ? [box, { kind: "text", x: 2, y: baseline(strong), style: strong, glyphs: tick }]
    : [box];
  const first = textRows(words, strong, page, { x: taskIndent, keep: true });
  return [
    ...first.map((row, index) => (index === 0 ? { ...row, marks: [...sign, ...row.marks] } : row)),
    ...textRows(facts, small, page, { x: taskIndent, keep: details.length > 0 }),
    ...details.flatMap((detail) => textRows(detail, cell, page, { x: taskIndent })),
    space(6),
  ];
}

function space(height: number, keepWithNext = false): Row {
  return { height, marks: [], keepWithNext };
}

function set(words: string, style: Style, width: number, typeset: Typesetters): Glyph[][] {
  return breakLines(typeset[style.weight](normalizeLine(words)), (width / style.size) * 1000);
}

/** Where letters stand, from the top of their line. */
function baseline({ size, leading }: Style): number {
  return (leading + size * 0.72) / 2;
}
