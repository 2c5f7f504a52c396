import * as z from "zod";

/**
 * Text as it is stored: NFC, line ends as LF, no control characters but LF and TAB, no format characters (category Cf) but
 * ZWNJ and ZWJ, which scripts and emoji need, no lone surrogates, trimmed. Normalizing twice changes nothing.
 */
export function normalizeText(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize("NFC")
      .replaceAll(/\r\n?/g, "\n")
      .replaceAll(/[^\P{Cc}\n\t]|[^\P{Cf}\u200C\u200D]/gu, "")
      // Taking out a zero-width character can bring a letter and its mark together, so compose again.
      .normalize("NFC")
      .trim()
  );
}

/** Like {@link normalizeText}, for a single line: LF and TAB become spaces, and runs of spaces become one. */
export function normalizeLine(text: string): string {
  return normalizeText(text)
    .replaceAll(/[\n\t ]+/g, " ")
    .trim();
}

interface Length {
  readonly min?: number;
  readonly max: number;
}

/** Text of several lines, normalized. Lengths are Unicode code points, counted after normalization. */
export function multilineText(length: Length) {
  return withLength(z.string().overwrite(normalizeText), length);
}

/** Text of one line, normalized. Lengths are Unicode code points, counted after normalization. */
export function lineOfText(length: Length) {
  return withLength(z.string().overwrite(normalizeLine), length);
}

/** A list without its empty and repeated entries, in first-seen order. `max` counts what is left. */
export function distinctList<Item extends z.ZodType<string>>(item: Item, max: number) {
  return z
    .array(item)
    .overwrite((entries) => [...new Set(entries)].filter((entry) => entry !== ""))
    .refine((entries) => entries.length <= max, `Keep at most ${max}.`)
    .meta({ maxItems: max });
}

// The limits are refinements, as zod would count UTF-16 code units; JSON Schema counts code points, as we do.
function withLength(text: z.ZodString, { min = 0, max }: Length) {
  return text
    .refine((value) => min === 0 || countCodePoints(value) >= min, "This is required.")
    .refine((value) => countCodePoints(value) <= max, `Use at most ${max} characters.`)
    .meta(min === 0 ? { maxLength: max } : { minLength: min, maxLength: max });
}

function countCodePoints(text: string): number {
  return Array.from(text).length;
}
