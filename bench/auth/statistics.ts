/** The middle value; of an even number the mean of the two in the middle. `NaN` when there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const around = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return around.reduce((sum, value) => sum + value, 0) / around.length;
}

/**
 * How well two kinds of samples can be told apart: the area under the ROC curve (Mann and Whitney's U over all pairs),
 * whichever kind is the larger. 0.5 is not at all, 1 is always.
 */
export function separation(some: readonly number[], others: readonly number[]): number {
  let larger = 0;
  for (const one of some) {
    for (const other of others) larger += one === other ? 0.5 : Number(one > other);
  }
  const area = larger / (some.length * others.length);
  return Math.max(area, 1 - area);
}
