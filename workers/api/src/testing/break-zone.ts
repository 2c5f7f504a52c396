import { vi } from "vitest";

/** From now on the platform knows the name of a time zone and not its hours: nothing can be dated in it. */
export function breakZone(zone: string): void {
  const { DateTimeFormat } = Intl;
  vi.spyOn(Intl, "DateTimeFormat").mockImplementation(function (locale, options) {
    if (options?.timeZone === zone && options.timeZoneName) throw new RangeError("no such zone");
    return new DateTimeFormat(locale, options);
  });
}
