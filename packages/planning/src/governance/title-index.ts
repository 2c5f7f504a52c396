import { isSimilar, overlapOf, scoreOf } from "./similarity.ts";
import type { TitleVocabulary } from "./title-vocabulary.ts";

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
 * Tokens that no other title has are left out of the subsets: nothing could be found under them.
 *
 * @param vocabulary of every title that will be added or looked up, as often as it will be
 */
export function createTitleIndex(vocabulary: TitleVocabulary): TitleIndex {
  const added: ReadonlySet<number>[] = [];
  const addedSizes = new Set<number>();
  const filed = new Map<string, number[]>();

  /** What a title is filed or sought under, for each size a similar one can have. */
  function keysOf(title: string, sizes: ReadonlySet<number>, drawerOf: (size: number) => string): string[] {
    const tokens = vocabulary.tokensOf(title);
    // Titles without tokens are similar only when equal.
    if (tokens.size === 0) return [`=${title}`];
    const rarestFirst = [...tokens];
    const possible = [...sizes].filter(
      (size) => 10 * size >= 7 * tokens.size && 7 * size <= 10 * tokens.size,
    );
    return possible.flatMap((size) => {
      const shared = Math.ceil((7 * (tokens.size + size)) / 17);
      const differing = Math.max(tokens.size, size) - shared;
      // Three rare words together single a title out. Long titles have too many triples, and one rare word does.
      const width = differing > 3 ? 1 : Math.min(3, shared);
      return extendKeys(
        drawerOf(size),
        rarestFirst.slice(0, tokens.size - shared + width).filter((token) => vocabulary.isShared(token)),
        width,
      );
    });
  }

  return {
    add(title) {
      const tokens = vocabulary.tokensOf(title);
      const position = added.push(tokens) - 1;
      addedSizes.add(tokens.size);
      for (const key of keysOf(title, vocabulary.sizes, (size) => `${tokens.size}~${size}`)) {
        const positions = filed.get(key);
        if (positions === undefined) filed.set(key, [position]);
        else positions.push(position);
      }
    },
    firstSimilar(title) {
      const tokens = vocabulary.tokensOf(title);
      let first: Match | null = null;
      for (const key of keysOf(title, addedSizes, (size) => `${size}~${tokens.size}`)) {
        for (const position of filed.get(key) ?? []) {
          if (first !== null && position >= first.position) break;
          const overlap = overlapOf(tokens, added[position] ?? tokens);
          if (isSimilar(overlap)) first = { position, score: scoreOf(overlap) };
        }
      }
      return first;
    },
  };
}

function extendKeys(key: string, tokens: readonly number[], width: number): string[] {
  if (width === 0) return [key];
  return tokens.flatMap((token, index) => extendKeys(`${key} ${token}`, tokens.slice(index + 1), width - 1));
}
