const dayMilliseconds = 86_400_000;

/** The days from one `YYYY-MM-DD` date to another; negative if `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return (startOf(to) - startOf(from)) / dayMilliseconds;
}

/** The date so many days after a `YYYY-MM-DD` date. */
export function addDays(date: string, days: number): string {
  return new Date(startOf(date) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** Whether a text is a `YYYY-MM-DD` date that exists; `2026-02-30` does not. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(startOf(text)) && addDays(text, 0) === text;
}

function startOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}
