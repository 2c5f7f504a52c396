import type { Glyph } from "./font.ts";

/** How wide glyphs are together, in thousandths of the type size. */
export function widthOf(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, { advance }) => sum + advance, 0);
}

/**
 * Breaks glyphs into lines no wider than `width`, in thousandths of the type size: at spaces, and within a word only when
 * it alone is wider than a line. A space at which a line breaks is left out. There is always one line, if an empty one.
 */
export function breakLines(glyphs: readonly Glyph[], width: number): Glyph[][] {
  const lines: Glyph[][] = [[]];
  let line = lines[0] ?? [];
  let used = 0;
  let pending: Glyph[] = [];

  function begin() {
    line = [];
    used = 0;
    lines.push(line);
  }

  for (const word of words(glyphs)) {
    const [first] = word;
    if (first?.text === " ") {
      pending = used === 0 ? [] : word;
      continue;
    }
    if (used > 0 && used + widthOf(pending) + widthOf(word) > width) {
      pending = [];
      begin();
    }
    for (const glyph of [...pending, ...word]) {
      if (used > 0 && used + glyph.advance > width) begin();
      line.push(glyph);
      used += glyph.advance;
    }
    pending = [];
  }
  return lines;
}

/** Runs of spaces and runs of anything else, in turn. */
function words(glyphs: readonly Glyph[]): Glyph[][] {
  const runs: Glyph[][] = [];
  let before: boolean | undefined;
  for (const glyph of glyphs) {
    const space = glyph.text === " ";
    if (space === before) runs.at(-1)?.push(glyph);
    else runs.push([glyph]);
    before = space;
  }
  return runs;
}
