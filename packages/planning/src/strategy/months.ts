const names = "january february march april may june july august september october november december".split(
  " ",
);

/** Matches a month's English name or its first three letters, as source of a larger expression. */
export const monthPattern = names.map((name) => `${name}|${name.slice(0, 3)}`).join("|");

/** 1-12 for a text that {@link monthPattern} matched. */
export function readMonth(text: string): number {
  return names.findIndex((name) => name.startsWith(text.toLowerCase())) + 1;
}

/** The English name of a month, 1-12. */
export function monthName(month: number): string {
  return (names[month - 1] ?? "").replace(/^./, (letter) => letter.toUpperCase());
}
