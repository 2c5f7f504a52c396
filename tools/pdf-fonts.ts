import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import type { FontMetrics } from "@alva/planning/exports/pdf/font";

/**
 * Prepares the fonts that printed plans carry: of Inter, what stands in the Unicode blocks up to CJK (Latin, Greek,
 * Cyrillic, punctuation, signs), without what only a shaping engine reads. Glyphs keep their numbers; those left out
 * become empty. Written is what `readFont` reads: metrics and the compressed font file, so that the worker neither parses
 * a font nor compresses one.
 */
const firstLeftOut = 0x2e80;
const tablesKept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];
const fonts = { regular: "400Regular/Inter_400Regular", bold: "700Bold/Inter_700Bold" };
const output = new URL("../workers/api/src/fonts/", import.meta.url);

await mkdir(output, { recursive: true });
for (const [weight, file] of Object.entries(fonts)) {
  const path = fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${file}.ttf`));
  const { program, metrics } = prepare(await readFile(path), `ALVAAA+Inter-${weight}`);
  const head = Buffer.from(JSON.stringify(metrics));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  const bytes = Buffer.concat([length, head, deflateSync(program, { level: 9 })]);
  await writeFile(new URL(`inter-${weight}.bin`, output), bytes);
}

type Tables = ReadonlyMap<string, Buffer>;

function prepare(font: Buffer, name: string): { program: Buffer; metrics: FontMetrics } {
  const tables = readTables(font);
  const glyphs = readCharacterMap(table(tables, "cmap"));
  const head = table(tables, "head");
  const { outlines, locations } = keepOutlines(tables, new Set(glyphs.values()));
  // Locations are written as 32-bit numbers (head.indexToLocFormat).
  const longHead = Buffer.from(head);
  longHead.writeInt16BE(1, 50);
  const changed = new Map([...tables, ["glyf", outlines], ["loca", locations], ["head", longHead]] as const);
  const program = writeTables([...changed].filter(([tag]) => tablesKept.includes(tag)));
  const perEm = head.readUInt16BE(18);
  const scaled = (length: number) => Math.round((length * 1000) / perEm);
  const os2 = table(tables, "OS/2");
  const hhea = table(tables, "hhea");
  const hmtx = table(tables, "hmtx");
  const widths = hhea.readUInt16BE(34);
  const count = table(tables, "maxp").readUInt16BE(4);
  return {
    program,
    metrics: {
      name,
      programLength: program.length,
      ascent: scaled(hhea.readInt16BE(4)),
      descent: scaled(hhea.readInt16BE(6)),
      capHeight: scaled(os2.readInt16BE(88)),
      box: [36, 38, 40, 42].map((at) => scaled(head.readInt16BE(at))),
      advances: Array.from({ length: count }, (_, id) =>
        scaled(hmtx.readUInt16BE(Math.min(id, widths - 1) * 4)),
      ),
      ranges: rangesOf(glyphs),
    },
  };
}

function readTables(font: Buffer): Tables {
  return new Map(
    Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
      const at = 12 + index * 16;
      const offset = font.readUInt32BE(at + 8);
      return [
        font.toString("latin1", at, at + 4),
        font.subarray(offset, offset + font.readUInt32BE(at + 12)),
      ];
    }),
  );
}

function table(tables: Tables, tag: string): Buffer {
  const found = tables.get(tag);
  if (!found) throw new Error(`the font has no table ${tag}`);
  return found;
}

/** Glyph of each code point that is kept, from the subtable of format 12. */
function readCharacterMap(cmap: Buffer): Map<number, number> {
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) =>
    cmap.readUInt32BE(4 + index * 8 + 4),
  );
  const found = offsets.find((offset) => cmap.readUInt16BE(offset) === 12);
  if (found === undefined) throw new Error("the font's character map has no format that is read here");
  const glyphs = new Map<number, number>();
  for (let group = 0; group < cmap.readUInt32BE(found + 12); group += 1) {
    const at = found + 16 + group * 12;
    const first = cmap.readUInt32BE(at);
    for (let code = first; code <= cmap.readUInt32BE(at + 4) && code < firstLeftOut; code += 1) {
      glyphs.set(code, cmap.readUInt32BE(at + 8) + code - first);
    }
  }
  return glyphs;
}

function rangesOf(glyphs: ReadonlyMap<number, number>): number[][] {
  const ranges: [number, number, number][] = [];
  for (const [code, glyph] of [...glyphs].toSorted(([a], [b]) => a - b)) {
    const last = ranges.at(-1);
    if (last && code === last[0] + last[2] && glyph === last[1] + last[2]) last[2] += 1;
    else ranges.push([code, glyph, 1]);
  }
  return ranges;
}

/** The outlines of these glyphs and of those they are composed of; all others become empty. */
function keepOutlines(tables: Tables, wanted: Set<number>): { outlines: Buffer; locations: Buffer } {
  const glyf = table(tables, "glyf");
  const loca = table(tables, "loca");
  const long = table(tables, "head").readInt16BE(50) === 1;
  const start = (id: number) => (long ? loca.readUInt32BE(id * 4) : loca.readUInt16BE(id * 2) * 2);
  const outline = (id: number) => glyf.subarray(start(id), start(id + 1));
  // 0 stands for missing glyphs. A set also visits what is added meanwhile.
  wanted.add(0);
  for (const id of wanted) for (const part of partsOf(outline(id))) wanted.add(part);

  const count = table(tables, "maxp").readUInt16BE(4);
  const locations = Buffer.alloc((count + 1) * 4);
  const outlines: Buffer[] = [];
  let at = 0;
  for (let id = 0; id < count; id += 1) {
    locations.writeUInt32BE(at, id * 4);
    if (!wanted.has(id)) continue;
    const kept = padded(outline(id));
    outlines.push(kept);
    at += kept.length;
  }
  locations.writeUInt32BE(at, count * 4);
  return { outlines: Buffer.concat(outlines), locations };
}

/** Glyphs that a composite one is made of (OpenType, `glyf`, composite glyph description). */
function partsOf(outline: Buffer): number[] {
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return [];
  const parts: number[] = [];
  let at = 10;
  for (let more = true; more;) {
    const flags = outline.readUInt16BE(at);
    parts.push(outline.readUInt16BE(at + 2));
    at += 4 + (flags & 1 ? 4 : 2);
    if (flags & 0x08) at += 2;
    else if (flags & 0x40) at += 4;
    else if (flags & 0x80) at += 8;
    more = (flags & 0x20) !== 0;
  }
  return parts;
}

function writeTables(tables: readonly (readonly [tag: string, bytes: Buffer])[]): Buffer {
  const entries = tables.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const header = Buffer.alloc(12 + entries.length * 16);
  const power = 2 ** Math.floor(Math.log2(entries.length));
  header.writeUInt32BE(0x00010000, 0);
  for (const [index, value] of [
    entries.length,
    power * 16,
    Math.log2(power),
    (entries.length - power) * 16,
  ].entries()) {
    header.writeUInt16BE(value, 4 + index * 2);
  }
  let offset = header.length;
  for (const [index, [tag, bytes]] of entries.entries()) {
    const at = 12 + index * 16;
    header.write(tag, at, "latin1");
    header.writeUInt32BE(checksum(padded(bytes)), at + 4);
    header.writeUInt32BE(offset, at + 8);
    header.writeUInt32BE(bytes.length, at + 12);
    offset += padded(bytes).length;
  }
  return Buffer.concat([header, ...entries.map(([, bytes]) => padded(bytes))]);
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}
