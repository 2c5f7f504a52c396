/** A word of the instructions that is nowhere else: whatever repeats it repeats the instructions. */
export const canary = "heliotrope-quince-7741";

/** Whether a text repeats the canary, also when it is spaced out, dashed or in capitals. */
export function repeatsCanary(text: string): boolean {
  return squash(text).includes(squash(canary));
}

function squash(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
}
