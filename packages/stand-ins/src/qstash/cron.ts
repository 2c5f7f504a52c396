import { Cron } from "croner";

const withZone = /^CRON_TZ=(\S+)\s+(.+)$/;

/**
 * The first run after a time, both Unix milliseconds, of a five-field cron expression with an optional
 * `CRON_TZ=Area/City ` before it, else in UTC. Undefined when the text is no such expression or never runs.
 */
export function nextRunAfter(expression: string, from: number): number | undefined {
  const [, timezone = "UTC", fields = expression] = withZone.exec(expression) ?? [];
  try {
    return new Cron(fields, { mode: "5-part", timezone }).nextRun(new Date(from))?.getTime();
  } catch (error) {
    // The library reports an expression or a zone it does not know by a plain Error, a TypeError or a RangeError.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
