import { strFromU8 } from "fflate";

/** A TrueType font that a document carries with it, prepared so that writing one neither parses nor compresses it. */
export interface Font {
  /** The font file, compressed by zlib (RFC 1950). */
  readonly program: Uint8Array;
  readonly metrics: FontMetrics;
}

/** What setting text needs to know of a font. Lengths are in thousandths of the type size, as PDF counts them. */
export interface FontMetrics {
  readonly name: string;
  /** Length of the font file before it was compressed, in bytes. */
  readonly programLength: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  /** Lower left and upper right corner of what any glyph covers. */
  readonly box: readonly number[];
  /** Width of each glyph, by its number. */
  readonly advances: readonly number[];
  /** Runs of code points whose glyphs follow each other: first code point, its glyph, how many. */
  readonly ranges: readonly (readonly number[])[];
}

/**
 * Reads a font as `tools/pdf-fonts.ts` writes it: four bytes that say how long the metrics are (big-endian), the metrics as
 * JSON, the compressed font file.
 */
export function readFont(file: ArrayBuffer): Font {
  const length = new DataView(file).getUint32(0);
  const metrics: FontMetrics = JSON.parse(strFromU8(new Uint8Array(file, 4, length)));
  return { metrics, program: new Uint8Array(file, 4 + length) };
}

/** A glyph in a text and the characters it stands for. */
export interface Glyph {
  readonly id: number;
  readonly advance: number;
  readonly text: string;
}

/** What stands for a character that the font does not have. */
const replacement = "\u25A1";

const ignorable = /\p{Default_Ignorable_Code_Point}/u;

/**
 * Returns a function that finds the glyphs of a text in a font. A character of which the font lacks any part becomes one
 * visible box, an emoji of seven code points too; what is invisible anyway is left out.
 *
 * @throws TypeError when the font lacks the box itself.
 */
export function createTypesetter({ advances, ranges }: FontMetrics): (text: string) => Glyph[] {
  const glyphs = new Map(
    ranges.flatMap(([first = 0, glyph = 0, count = 0]) =>
      Array.from({ length: count }, (_, index): [string, Glyph] => {
        const text = String.fromCodePoint(first + index);
        const id = glyph + index;
        return [text, { id, advance: advances[id] ?? 0, text }];
      }),
    ),
  );
  const missing = glyphs.get(replacement);
  if (!missing) throw new TypeError("the font has no glyph that could stand for missing ones");
  const box = missing;

  function ofCharacter(character: string): Glyph[] {
    const found: Glyph[] = [];
    for (const codePoint of character) {
      if (ignorable.test(codePoint)) continue;
      const glyph = glyphs.get(codePoint);
      if (!glyph) return [box];
      found.push(glyph);
    }
    return found;
  }

  return (text) => charactersOf(text).flatMap(ofCharacter);
}

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Finding characters of several code points is slow, and most texts have none. */
function charactersOf(text: string): string[] {
  if (/^[ -~]*$/.test(text)) return Array.from(text);
  return Array.from(characters.segment(text.normalize("NFC")), ({ segment }) => segment);
}
