import { lineOfText } from "./text.ts";

/** A name of the IANA time zone database that this runtime knows, such as `America/New_York`. Offsets like `+02:00` are not names. */
export const TimeZone = lineOfText({ min: 1, max: 64 })
  .refine(isTimeZone, "Use a time zone name such as America/New_York.")
  .meta({ examples: ["America/New_York"] });

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    // Intl offers no way to ask; it throws a RangeError at a name it does not know.
    return false;
  }
}
