/** Words as "one, two and three". */
export function listOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** A text that begins with a capital letter. */
export function capitalize(text: string): string {
  return text.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}
