const dayNames = new Intl.DateTimeFormat("en-US", {
  weekday: "short",
  month: "short",
  day: "numeric",
  timeZone: "UTC",
});

/** `Tue, Sep 8` for `2026-09-08`, as every screen writes dates. */
export function dayName(isoDate: string): string {
  return dayNames.format(new Date(`${isoDate}T00:00:00Z`));
}

/** The date so many days later. */
export function addDays(isoDate: string, days: number): string {
  return new Date(Date.parse(`${isoDate}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
