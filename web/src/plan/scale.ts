/** How far apart an axis may have its marks, in minutes. */
const steps = [15, 30, 60, 120, 180, 240, 300, 600];

/** The marks of an axis of minutes: round, evenly spaced, from 0 to the first that nothing goes over; five at the most. */
export function marksUpTo(most: number): number[] {
  const step = steps.find((one) => most <= 4 * one) ?? 60 * Math.ceil(most / 240);
  const intervals = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: intervals + 1 }, (_, index) => index * step);
}
