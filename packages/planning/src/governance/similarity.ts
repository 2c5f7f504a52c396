import { foldText } from "./slug.ts";

const stopWords = wordSet(
  "a about an and are as at by for from how in is it its my of on or our that the this to up what when why with your",
);
const numbers = "one two three four five six seven eight nine ten".split(" ");
const verbs: Record<string, string> = {
  setup: "set setup configure install create build claim add make start",
  write: "write draft compose",
  update: "update refresh edit improve optimise optimize",
  publish: "publish share send schedule",
  review: "review check analyse analyze audit monitor",
  plan: "plan outline map brainstorm",
  record: "record film shoot",
};
const verbClass = new Map(
  Object.entries(verbs).flatMap(([name, words]) => words.split(" ").map((verb) => [verb, name] as const)),
);

/** How much two titles have in common: tokens in both, and tokens in either. */
export interface Overlap {
  intersection: number;
  union: number;
}

/** Section 5.5: the token set of a title, in which different wordings of one task coincide. */
export function titleTokens(title: string): Set<string> {
  const words =
    foldText(title)
      .replace(/['’]/g, "")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !stopWords.has(word)).map(tokenOf));
}

/** Section 5.5: whether two titles name the same task. */
export function similar(a: string, b: string): boolean {
  const [left, right] = [titleTokens(a), titleTokens(b)];
  return left.size + right.size === 0 ? a === b : isSimilar(overlapOf(left, right));
}

/** Tokens shared by two sets, and tokens in either. */
export function overlapOf<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): Overlap {
  let intersection = 0;
  for (const token of a) if (b.has(token)) intersection += 1;
  return { intersection, union: a.size + b.size - intersection };
}

/** A Jaccard index of at least 0.7, in integers so that nothing is rounded. */
export function isSimilar({ intersection, union }: Overlap): boolean {
  return 10 * intersection >= 7 * union;
}

/** The Jaccard index to three decimals; 1 for two empty sets. */
export function scoreOf({ intersection, union }: Overlap): number {
  return union === 0 ? 1 : Math.round((1000 * intersection) / union) / 1000;
}

function tokenOf(word: string): string {
  const number = numbers.indexOf(word);
  const singular = number === -1 ? foldPlural(word) : String(number + 1);
  return verbClass.get(singular) ?? singular;
}

function foldPlural(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length >= 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}
