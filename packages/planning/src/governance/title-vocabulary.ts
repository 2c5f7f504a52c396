import { titleTokens } from "./similarity.ts";

/** The tokens of a known set of titles, as numbers. */
export interface TitleVocabulary {
  /** A title's tokens in one order for all titles, the rarest first. Titles that are not of the set have none. */
  tokensOf(title: string): ReadonlySet<number>;
  /** Whether a token occurs in two titles or more; one that does not can make no two similar. */
  isShared(token: number): boolean;
  /** The sizes of all token sets. */
  sizes: ReadonlySet<number>;
}

/** Learns the tokens of titles, each given as often as it occurs, and how rare each token is. */
export function createTitleVocabulary(titles: Iterable<string>): TitleVocabulary {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const tokenSets = new Map<string, ReadonlySet<number>>();

  function numberOf(token: string): number {
    const number = numbers.get(token) ?? numbers.size;
    numbers.set(token, number);
    counts[number] = (counts[number] ?? 0) + 1;
    return number;
  }
  for (const title of titles) tokenSets.set(title, new Set([...titleTokens(title)].map(numberOf)));

  const byRarity = (a: number, b: number) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b;
  for (const [title, tokens] of tokenSets) tokenSets.set(title, new Set([...tokens].sort(byRarity)));

  const none: ReadonlySet<number> = new Set();
  return {
    tokensOf: (title) => tokenSets.get(title) ?? none,
    isShared: (token) => (counts[token] ?? 0) > 1,
    sizes: new Set([...tokenSets.values()].map((tokens) => tokens.size)),
  };
}
