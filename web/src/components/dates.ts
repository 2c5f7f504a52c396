const short = new Intl.DateTimeFormat("en", {
  weekday: "short",
  month: "short",
  day: "numeric",
  timeZone: "UTC",
});

/** A local date (`YYYY-MM-DD`) as "Tue, Sep 8". It has no time zone, so none is applied. */
export const shortDate = (date: string): string => short.format(new Date(`${date}T00:00:00Z`));

/** An instant (RFC 3339) where its time matters, in a zone (IANA name); without one, in the device's. */
export function dateAndTime(instant: string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone });
  return format.format(new Date(instant));
}

/** Minutes as "5 h 40" or "40 min". */
export function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest}`;
}

/** A local date some days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
