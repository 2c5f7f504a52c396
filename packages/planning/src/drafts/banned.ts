import type { ClientProfile } from "@alva/contracts/profile";
import { offersDiscount } from "../validators/policies.ts";
import { sentencesOf } from "./sentences.ts";

/** What an owner wants never said or done, as far as code can look for it. */
export interface Bans {
  /** Words and short phrases that may not occur. */
  readonly words: readonly string[];
  /** Ways of selling that may not occur. */
  readonly tactics: readonly Tactic[];
  /** Hard no's that only a person can judge. */
  readonly unread: readonly string[];
}

interface Tactic {
  /** Whether a hard no speaks of it. */
  readonly meant: RegExp;
  readonly occursIn: (sentence: string) => boolean;
}

const tactics: readonly Tactic[] = [
  {
    meant: /\b(?:scare|scaring|fear|frighten|alarmis)/i,
    occursIn: matches(
      /\b(?:before it.?s too late|don.?t risk|at risk|deadly|killer|danger(?:ous)?|disaster|nightmare|terrif\w+|scared?|scary|afraid|life-threatening)\b/i,
    ),
  },
  {
    meant: /\b(?:scarcity|urgen|countdown|pressure|pushy|hard sell|fomo)/i,
    occursIn: matches(
      /\b(?:last chance|act (?:now|fast)|hurry|only \d+ left|almost gone|selling fast|limited (?:time|stock)|before it.?s gone|don.?t miss|while (?:stocks?|supplies) last|ends (?:tonight|today|soon)|countdown)\b/i,
    ),
  },
  {
    meant: /\bhype|\bsuperlativ|\bbuzz ?words?/i,
    occursIn: matches(
      /\b(?:revolutionary|game-?chang\w+|cutting-?edge|world-?class|next-?level|unbeatable|mind-?blowing|groundbreaking|must-have|unrivall?ed|ultimate)\b/i,
    ),
  },
  { meant: /\bdiscount|\bcoupon|\bpromo|\bsales?\b(?! calls?)|\bprice cut/i, occursIn: offersDiscount },
  {
    meant: /\bclick-?bait/i,
    occursIn: matches(/you won.?t believe|this one trick|shocking|what happened next/i),
  },
  { meant: /\bemojis?\b/i, occursIn: matches(/\p{Extended_Pictographic}/u) },
  { meant: /\bexclamation/i, occursIn: matches(/!/) },
  { meant: /\bhash ?tags?\b/i, occursIn: matches(/#\p{L}/u) },
  {
    meant: /\bcompetitors?\b|\bcompar(?:e|ing|ison)/i,
    occursIn: matches(/\bcompetitors?\b|\b(?:better|cheaper|faster) than\b|\bunlike (?:other|most|the)\b/i),
  },
];

function matches(pattern: RegExp): Tactic["occursIn"] {
  return (sentence) => pattern.test(sentence);
}

const beginning =
  /^(?:please )?(?:no|never|avoid|not|without|nothing (?:about|with|on)|(?:we |i )?(?:do not|don['’]?t|won['’]?t|will not|never))\b[\s:]*(?:(?:ever|say|saying|use|using|mention|mentioning|write|call (?:it|us|them)|talk about|post|posting|show|the|any|words?|phrases?|like|such|as)\b[\s:]*)*/i;
const mostWords = 4;

/** Reads the hard no's of a profile: its own list, and notes that begin with a no. */
export function readBans({ constraints, client_notes }: ClientProfile): Bans {
  const notes = [constraints.additional_notes, ...client_notes.map(({ text }) => text)]
    .flatMap(sentencesOf)
    .filter((sentence) => /^(?:no|never|avoid|(?:we |i )?(?:do not|don['’]?t))\b/i.test(sentence));
  const nos = [...constraints.brand_nos, ...notes];
  const read = nos.map((no) => ({
    no,
    words: wordsOf(no),
    tactics: tactics.filter(({ meant }) => meant.test(no)),
  }));
  return {
    words: [...new Set(read.flatMap(({ words }) => words))],
    tactics: [...new Set(read.flatMap((one) => one.tactics))],
    unread: read.filter((one) => one.words.length + one.tactics.length === 0).map(({ no }) => no),
  };
}

/** The words of a no that can be looked for as they stand: short phrases, quoted ones, and examples. */
function wordsOf(no: string): string[] {
  const quoted = Array.from(no.matchAll(/["“«]([^"”»]+)["”»]/g), ([, word = ""]) => word);
  const [about = "", ...examples] = no.split(/\b(?:such as|for example|e\.g\.|including)\b:?/i);
  // A no that is nothing but its beginning, such as "Never", is itself the word.
  const named = about.replace(beginning, "").trim() || about;
  const parts = partsOf(named);
  return [...quoted, ...(parts.every(isShort) ? parts : []), ...examples.flatMap(partsOf).filter(isShort)];
}

function partsOf(words: string): string[] {
  return words
    .split(/,|;|\/|\bor\b|\band\b/i)
    .map((part) => part.trim().replace(/[.!]+$/, ""))
    .filter((part) => tokensOf(part).length > 0);
}

/** Longer phrases hardly occur as they stand, so what they forbid is left to a person. */
function isShort(words: string): boolean {
  return tokensOf(words).length <= mostWords;
}

/** The sentences of a text in which something banned occurs. */
export function findBanned(text: string, { words, tactics: banned }: Bans): string[] {
  const tokens = tokensOf(text);
  const found = words.filter((word) => hasRun(tokens, word));
  const sentences = sentencesOf(text).filter((sentence) => banned.some(({ occursIn }) => occursIn(sentence)));
  return [...found, ...sentences];
}

/**
 * Whether a text has these words, however they are written: case, accents, invisible signs, hyphens and spaces, even
 * between letters, make no difference; neither does a plural. Words that merely contain them do not count.
 */
export function hasWords(text: string, words: string): boolean {
  return hasRun(tokensOf(text), words);
}

function hasRun(tokens: readonly string[], words: string): boolean {
  const wanted = tokensOf(words).join("");
  const isWanted = (run: string) => run === wanted || run === `${wanted}s` || run === `${wanted}es`;
  return wanted !== "" && tokens.some((_, start) => isWanted(runFrom(tokens, start, wanted.length)));
}

/** The tokens from one on, joined, until they are as long as what is looked for. */
function runFrom(tokens: readonly string[], start: number, length: number): string {
  let run = "";
  for (let end = start; end < tokens.length && run.length < length; end += 1) run += tokens[end] ?? "";
  return run;
}

/** Letters and digits of each word. Upper case first, since only that makes `ß` and `SS` one. */
function tokensOf(text: string): string[] {
  const folded = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ς", "σ");
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
