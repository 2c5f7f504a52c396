const longestTitle = 90;

/** Section 5.2, step 2: one line of at most 90 code points, without invisible characters. Empty if not text. */
export function cleanTitle(title: unknown): string {
  if (typeof title !== "string") return "";
  const line = title
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    // The joiners U+200C and U+200D are format characters that words and emoji need.
    .replace(/(?![\u200C\u200D])\p{Cf}/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  return Array.from(line).slice(0, longestTitle).join("");
}
