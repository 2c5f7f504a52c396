/** The time zone that this device is set to. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A time zone's name as people read it. */
export function zoneInWords(zone: string): string {
  return zone.replaceAll("_", " ");
}

/** All that the browser knows, and these, which it may know by another name. */
export function zonesWith(...zones: readonly string[]): string[] {
  return [...new Set([...zones, ...Intl.supportedValuesOf("timeZone")])].toSorted();
}
