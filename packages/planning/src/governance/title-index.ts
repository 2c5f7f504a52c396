import { isSimilar, overlapOf, scoreOf, titleTokens } from "./similarity.ts";

/** Titles in the order they were added, searchable for the first that is similar to another. */
export interface TitleIndex {
  add(title: string): void;
  /** Position of the first similar title added, counted from 0, and their similarity to 3 decimals. */
  firstSimilar(title: string): Match | null;
}

interface Match {
  position: number;
  score: number;
}

/**
 * An index that finds what comparing with every title added would find (section 5.5), without doing so.
 *
 * Two similar sets of sizes a and b share at least o = ⌈7(a+b)/17⌉ tokens, as 10·i ≥ 7·(a+b−i). Order tokens by rarity:
 * the w rarest that both share have o−w shared ones behind them in either set, so they lie among its first size−o+w.
 * Each title is therefore filed, for every size a similar one can have, under all w-subsets of that prefix.
 * (The prefix filter of set similarity joins: Bayardo, Ma and Srikant 2007; w > 1: Wang, Li and Feng 2012.)
 *
 * @param titles every title that will be added or looked up, from which tokens learn how rare they are
 */
export function createTitleIndex(titles: Iterable<string>): TitleIndex {
  const rarity = rankByRarity(titles);
  const added: ReadonlySet<number>[] = [];
  const filed = new Map<string, number[]>();

  function read(title: string): number[] {
    return [...titleTokens(title)].map((token) => rarity.get(token) ?? -1).sort((a, b) => a - b);
  }

  return {
    add(title) {
      const tokens = read(title);
      const position = added.push(new Set(tokens)) - 1;
      for (const key of filingKeys(title, tokens)) {
        const positions = filed.get(key);
        if (positions === undefined) filed.set(key, [position]);
        else positions.push(position);
      }
    },
    firstSimilar(title) {
      const tokens = read(title);
      const sought = new Set(tokens);
      let first: Match | null = null;
      for (const key of searchKeys(title, tokens)) {
        for (const position of filed.get(key) ?? []) {
          if (first !== null && position >= first.position) break;
          const overlap = overlapOf(sought, added[position] ?? new Set());
          if (isSimilar(overlap)) first = { position, score: scoreOf(overlap) };
        }
      }
      return first;
    },
  };
}

/** Numbers the tokens, the rarest first. */
function rankByRarity(titles: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const title of titles) {
    for (const token of titleTokens(title)) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const tokens = [...counts].sort(([a, countA], [b, countB]) => countA - countB || (a < b ? -1 : 1));
  return new Map(tokens.map(([token], rank) => [token, rank]));
}

function filingKeys(title: string, tokens: number[]): string[] {
  if (tokens.length === 0) return [`=${title}`];
  return similarSizes(tokens.length).flatMap((size) =>
    subsetKeys(tokens, size).map((key) => `${tokens.length}~${size}:${key}`),
  );
}

function searchKeys(title: string, tokens: number[]): string[] {
  if (tokens.length === 0) return [`=${title}`];
  return similarSizes(tokens.length).flatMap((size) =>
    subsetKeys(tokens, size).map((key) => `${size}~${tokens.length}:${key}`),
  );
}

/** The sizes that a set similar to one of this size can have. */
function similarSizes(size: number): number[] {
  const least = Math.ceil((7 * size) / 10);
  const most = Math.floor((10 * size) / 7);
  return Array.from({ length: most - least + 1 }, (_, index) => least + index);
}

function subsetKeys(tokens: number[], otherSize: number): string[] {
  const shared = Math.ceil((7 * (tokens.length + otherSize)) / 17);
  const differing = Math.max(tokens.length, otherSize) - shared;
  // Three rare words together single a title out. Long titles have too many triples, and one rare word does.
  const width = differing > 3 ? 1 : Math.min(3, shared);
  return subsets(tokens.slice(0, tokens.length - shared + width), width);
}

function subsets(tokens: number[], width: number): string[] {
  if (width === 0) return [""];
  return tokens.flatMap((token, index) =>
    subsets(tokens.slice(index + 1), width - 1).map((rest) => `${token} ${rest}`),
  );
}
