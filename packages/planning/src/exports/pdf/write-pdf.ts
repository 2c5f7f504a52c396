import { strToU8, zlibSync } from "fflate";
import type { Block } from "./block.ts";
import { createTypesetter, type Font, type Glyph } from "./font.ts";
import { paginate, type Placed } from "./pages.ts";
import { footMark, type Mark, rowsOf, type Style } from "./rows.ts";

/** A font in the two weights that documents are set in. */
export type Fonts = Readonly<Record<Style["weight"], Font>>;

interface Printed {
  /** What readers show as the document's name, and what stands at the foot of each page. */
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A4, in points. */
const paper = { width: 595, height: 842 };
const margin = 48;
const foot = 28;
const type = { width: paper.width - 2 * margin, height: paper.height - 2 * margin };

/**
 * A document as PDF 1.7 (ISO 32000-1), on A4. Both fonts are embedded whole, and texts can be found and copied. The same
 * blocks give the same bytes.
 */
export function writePdf({ title, blocks }: Printed, fonts: Fonts): Uint8Array<ArrayBuffer> {
  const page = {
    width: type.width,
    typeset: { regular: createTypesetter(fonts.regular.metrics), bold: createTypesetter(fonts.bold.metrics) },
  };
  const pages = paginate(
    blocks.flatMap((block) => rowsOf(block, page)),
    type.height,
  );
  const used = { regular: new Map<number, Glyph>(), bold: new Map<number, Glyph>() };
  const contents = pages.map((placed, index) => {
    const footer = footMark(`Page ${index + 1} of ${pages.length} \u00B7 ${title}`, page);
    return drawing(placed, footer, used);
  });

  const objects = new Objects();
  const [catalog, tree, info] = [objects.reserve(), objects.reserve(), objects.reserve()];
  const regular = addFont(objects, fonts.regular, used.regular);
  const bold = addFont(objects, fonts.bold, used.bold);
  const leaves = contents.map((content) => {
    const stream = objects.addStream("/Filter /FlateDecode", zlibSync(strToU8(content)));
    return objects.add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${paper.width} ${paper.height}] /Contents ${stream} 0 R ` +
        `/Resources << /Font << /regular ${regular} 0 R /bold ${bold} 0 R >> >> >>`,
    );
  });
  objects.set(
    catalog,
    `<< /Type /Catalog /Pages ${tree} 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  objects.set(
    tree,
    `<< /Type /Pages /Count ${leaves.length} /Kids [${leaves.map((leaf) => `${leaf} 0 R`).join(" ")}] >>`,
  );
  objects.set(info, `<< /Title <FEFF${utf16(title)}> /Producer (Alva) >>`);
  return objects.file(`/Root ${catalog} 0 R /Info ${info} 0 R`);
}

type Used = Readonly<Record<Style["weight"], Map<number, Glyph>>>;

/** The operators that draw a page (section 8 and 9). PDF counts upwards from the lower left corner. */
function drawing(placed: readonly Placed[], footer: Mark, used: Used): string {
  const body = placed.flatMap(({ row, top }) =>
    row.marks.map((mark) => draw(mark, paper.height - margin - top, used)),
  );
  return [...body, draw(footer, foot, used)].join("");
}

function draw(mark: Mark, top: number, used: Used): string {
  const [x, y] = [number(margin + mark.x), number(top - mark.y)];
  if (mark.kind === "box") {
    return `0.6 w 0.122 G ${x} ${number(top - mark.y - mark.size)} ${mark.size} ${mark.size} re S\n`;
  }
  if (mark.kind === "bar") {
    return `${mark.color} rg ${x} ${number(top - mark.y - mark.height)} ${number(mark.width)} ${mark.height} re f\n`;
  }
  if (mark.glyphs.length === 0) return "";
  const { weight, size, color } = mark.style;
  for (const glyph of mark.glyphs) used[weight].set(glyph.id, used[weight].get(glyph.id) ?? glyph);
  const codes = mark.glyphs.map(({ id }) => hex(id)).join("");
  return `BT /${weight} ${size} Tf ${color} rg ${x} ${y} Td <${codes}> Tj ET\n`;
}

/**
 * A font whose codes are its glyphs' numbers (section 9.7), with what each means, so that texts can be searched (9.10.3).
 * Only of glyphs that occur are widths and meanings told.
 */
function addFont(objects: Objects, { program, metrics }: Font, used: ReadonlyMap<number, Glyph>): number {
  const { name, ascent, descent, capHeight, box, programLength } = metrics;
  const glyphs = [...used.values()].toSorted((a, b) => a.id - b.id);
  const file = objects.addStream(`/Length1 ${programLength} /Filter /FlateDecode`, program);
  const descriptor = objects.add(
    `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [${box.join(" ")}] /ItalicAngle 0 ` +
      `/Ascent ${ascent} /Descent ${descent} /CapHeight ${capHeight} /StemV 80 /FontFile2 ${file} 0 R >>`,
  );
  const widths = glyphs.map(({ id, advance }) => `${id} [${advance}]`).join(" ");
  const descendant = objects.add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDToGIDMap /Identity /FontDescriptor ${descriptor} 0 R ` +
      `/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 0 /W [${widths}] >>`,
  );
  const meanings = objects.addStream("/Filter /FlateDecode", zlibSync(strToU8(toUnicode(glyphs))));
  return objects.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] ` +
      `/ToUnicode ${meanings} 0 R >>`,
  );
}

/** Adobe's technical note 5014 allows a hundred entries in a block. */
const entriesPerBlock = 100;

function toUnicode(glyphs: readonly Glyph[]): string {
  const blocks: string[] = [];
  for (let first = 0; first < glyphs.length; first += entriesPerBlock) {
    const entries = glyphs.slice(first, first + entriesPerBlock);
    const lines = entries.map(({ id, text }) => `<${hex(id)}> <${utf16(text)}>\n`).join("");
    blocks.push(`${entries.length} beginbfchar\n${lines}endbfchar\n`);
  }
  return (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n" +
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n" +
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
    `${blocks.join("")}endcmap CMapName currentdict /CMap defineresource pop end end`
  );
}

/** The numbered objects of a file, and the table of where each begins (section 7.5). */
class Objects {
  readonly #bodies: Uint8Array[] = [];

  reserve(): number {
    return this.#bodies.push(new Uint8Array());
  }

  set(id: number, text: string): void {
    this.#bodies[id - 1] = strToU8(text);
  }

  add(text: string): number {
    return this.#bodies.push(strToU8(text));
  }

  addStream(entries: string, bytes: Uint8Array): number {
    const head = strToU8(`<< ${entries} /Length ${bytes.length} >>\nstream\n`);
    return this.#bodies.push(joined([head, bytes, strToU8("\nendstream")]));
  }

  file(trailer: string): Uint8Array<ArrayBuffer> {
    // The second line's bytes above 127 tell whoever transfers the file that it is not text.
    const parts = [strToU8("%PDF-1.7\n"), new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a])];
    let position = parts.reduce((sum, part) => sum + part.length, 0);
    const table = ["0000000000 65535 f \n"];
    for (const [index, body] of this.#bodies.entries()) {
      const part = joined([strToU8(`${index + 1} 0 obj\n`), body, strToU8("\nendobj\n")]);
      table.push(`${String(position).padStart(10, "0")} 00000 n \n`);
      parts.push(part);
      position += part.length;
    }
    const end = `xref\n0 ${table.length}\n${table.join("")}trailer\n<< /Size ${table.length} ${trailer} >>\nstartxref\n${position}\n%%EOF\n`;
    return joined([...parts, strToU8(end)]);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, "0");
}

function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, index) => hex(text.charCodeAt(index))).join("");
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
