import { titleTokens } from "./similarity.ts";

/** The tokens of a known set of titles, numbered by how rare they are. */
export interface TitleVocabulary {
  /** A title's tokens as numbers, the rarest first. Titles that are not of the set have none. */
  tokensOf(title: string): readonly number[];
  /** The sizes of all token sets. */
  sizes: ReadonlySet<number>;
}

/** Learns the tokens of titles. The numbers depend on the set of titles, not on their order. */
export function createTitleVocabulary(titles: Iterable<string>): TitleVocabulary {
  const tokenSets = new Map([...new Set(titles)].map((title) => [title, titleTokens(title)]));
  const counts = new Map<string, number>();
  for (const tokens of tokenSets.values()) {
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const rarestFirst = [...counts].sort(([a, countA], [b, countB]) => countA - countB || (a < b ? -1 : 1));
  const numbers = new Map(rarestFirst.map(([token], number) => [token, number]));

  const numbered = new Map<string, readonly number[]>();
  for (const [title, tokens] of tokenSets) {
    const known = [...tokens].flatMap((token) => numbers.get(token) ?? []);
    numbered.set(
      title,
      known.sort((a, b) => a - b),
    );
  }
  return {
    tokensOf: (title) => numbered.get(title) ?? [],
    sizes: new Set([...tokenSets.values()].map((tokens) => tokens.size)),
  };
}
