/** Weeks in which a task comes back: `start`, `start + every`, and so on. */
export interface Series {
  start: number;
  every: 1 | 2 | 4;
  times: number;
}

/** The weeks of a series. */
export function startsOf({ start, every, times }: Series): number[] {
  return Array.from({ length: times }, (_, index) => start + index * every);
}

/** A series without the closed weeks, as the runs that are left between them. */
export function segmentsOf(series: Series, closed: readonly number[]): Series[] {
  const segments: Series[] = [];
  let isOpen = false;
  for (const week of startsOf(series)) {
    const last = segments.at(-1);
    if (closed.includes(week)) isOpen = false;
    else if (isOpen && last !== undefined) last.times += 1;
    else {
      segments.push({ start: week, every: series.every, times: 1 });
      isOpen = true;
    }
  }
  return segments;
}
