import { sentencesOf } from "./sentences.ts";

/** How a draft marks what its owner has to confirm before anybody reads it. */
export const confirmMark = "[please confirm]";

/** A sentence that says more than the customer told us, and whether it is marked. */
export interface Claim {
  readonly sentence: string;
  readonly marked: boolean;
}

const number = /[$€£]?\p{Nd}[\p{Nd}.,]*(?: ?(?:%|percent\b|x\b))?/gu;
/** What makes even a small number a claim when it follows. */
const counted =
  /^ ?(?:-?years?|customers?|clients?|orders?|reviews?|stars?|awards?|people|businesses|projects?|times)\b/i;
const boast =
  /\b(?:award[- ]winning|number one|guarante\w+|certified|licensed|insured|proven|clinically|thousands|hundreds|millions|trusted by|top[- ]rated|best[- ]selling|five[- ]star|the best \w+ in|cheapest|fastest|lowest prices?|studies show|research shows|everyone (?:loves|knows)|experts? (?:say|agree))\b|#1\b/gi;

/** The sentences with numbers or boasts that do not occur in `known`, the text of all that the customer told us. */
export function claimsIn(text: string, known: string): Claim[] {
  const knownNumbers = new Set(Array.from(known.matchAll(number), ([one]) => digitsOf(one)));
  const knownText = known.toLowerCase();
  return sentencesOf(text).flatMap((sentence) => {
    // Placeholders and addresses are not statements.
    const plain = sentence.replace(/\[\[[^\]]*\]\]|https?:\S+/g, " ");
    const isClaim =
      Array.from(plain.matchAll(number)).some(
        ({ 0: one, index }) =>
          !knownNumbers.has(digitsOf(one)) && !isSmall(one, plain.slice(index + one.length)),
      ) || Array.from(plain.matchAll(boast)).some(([one]) => !knownText.includes(one.toLowerCase()));
    return isClaim ? [{ sentence, marked: sentence.toLowerCase().includes(confirmMark) }] : [];
  });
}

/** Numbers that order or divide a text, such as "three steps" in figures, say nothing about the business. */
const mostSmall = 12;

function isSmall(one: string, rest: string): boolean {
  return /^\p{Nd}+[.,]*$/u.test(one) && Number.parseInt(one, 10) <= mostSmall && !counted.test(rest);
}

/** 1,200 and 1200 are one number, and so are 640 and 640.00. */
function digitsOf(one: string): string {
  return one
    .replace(/[,.](?=\p{Nd}{3}(?!\p{Nd}))/gu, "")
    .replace(/[^\p{Nd}.]|\.0*$/gu, "")
    .replace(/\.0*$/, "");
}
