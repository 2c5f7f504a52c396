/** A time zone's clock. Making one is slow, asking it is not. */
export interface ZoneClock {
  /** The local date, `YYYY-MM-DD`, at an instant in milliseconds since the epoch. */
  dateAt(instant: number): string;
  /**
   * The instant at which the clocks show a local date and time, RFC 3339 with the offset valid then. A time that is
   * skipped becomes the first instant after the gap, one that is repeated the first of the two (section 5.11).
   */
  instantOf(date: string, time: string): string;
}

const minute = 60_000;
const day = 86_400_000;

/** The clock of an IANA time zone; an unknown one throws a RangeError. */
export function createZoneClock(timezone: string): ZoneClock {
  const offsets = new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "longOffset" });
  const offsetAt = (instant: number) => readOffset(offsets.format(instant));

  return {
    dateAt: (instant) => new Date(instant + offsetAt(instant)).toISOString().slice(0, 10),
    instantOf(date, time) {
      const wall = Date.parse(`${date}T${time}Z`);
      const instant = firstInstantShowing(wall, offsetAt);
      return writeInstant(instant, offsetAt(instant));
    },
  };
}

function firstInstantShowing(wall: number, offsetAt: (instant: number) => number): number {
  // No offset exceeds 14 hours, so a day to either side is before and after whatever change is near.
  const [before, after] = [offsetAt(wall - day), offsetAt(wall + day)];
  const shown = [wall - before, wall - after].filter((instant) => instant + offsetAt(instant) === wall);
  if (shown.length > 0) return Math.min(...shown);

  // The clocks jump over this time: the change lies between the two readings of it.
  let [early, late] = [wall - after, wall - before];
  while (late - early > minute) {
    const middle = early + Math.floor((late - early) / (2 * minute)) * minute;
    if (offsetAt(middle) === before) early = middle;
    else late = middle;
  }
  return late;
}

/** Reads `8/24/2026, GMT-07:00`; UTC itself is written `GMT`. */
function readOffset(formatted: string): number {
  const [, sign, hours = "0", minutes = "0"] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(formatted) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * minute;
  return sign === "-" ? -size : size;
}

function writeInstant(instant: number, offset: number): string {
  const local = new Date(instant + offset).toISOString().slice(0, 19);
  const size = new Date(Math.abs(offset)).toISOString().slice(11, 16);
  return `${local}${offset < 0 ? "-" : "+"}${size}`;
}
