import type { PlanTask } from "@alva/contracts/master-plan";

const effortWords = new Map<string, PlanTask["effort"]>([
  ["low", 1],
  ["small", 1],
  ["s", 1],
  ["quick", 1],
  ["medium", 2],
  ["m", 2],
  ["high", 3],
  ["large", 3],
  ["l", 3],
]);

/** Section 5.2, step 5: effort as a number or a word, else from the estimate, else 2. */
export function readEffort(effort: unknown, estimate: unknown): PlanTask["effort"] {
  const number = readNumber(effort);
  if (number !== null) return effortFrom(Math.round(number), [1, 2]);

  const word = typeof effort === "string" ? effortWords.get(effort.trim().toLowerCase()) : undefined;
  if (word !== undefined) return word;

  const minutes = readNumber(estimate);
  return minutes === null ? 2 : effortFrom(minutes, [30, 75]);
}

/** A finite number, or the number that a text such as `2` or `-1.5` writes. `Math.round` on it rounds half up. */
export function readNumber(value: unknown): number | null {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}

function effortFrom(size: number, [small, medium]: [number, number]): PlanTask["effort"] {
  if (size <= small) return 1;
  return size <= medium ? 2 : 3;
}
