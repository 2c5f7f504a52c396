import { normalizeLine } from "@alva/contracts/text";

/**
 * Text as one line of Markdown that reads as it was written: nothing in it becomes a heading, list, link, image, emphasis
 * or HTML (CommonMark 0.31, sections 2.4 and 4; of GFM, tables and strikethrough).
 */
export function markdownText(text: string): string {
  return normalizeLine(text)
    .replaceAll(/[\\`*_[\]<>&|~]/g, String.raw`\$&`)
    .replace(/^(\d*)([#+\-=.)])/, String.raw`$1\$2`);
}
