const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const part = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d)/g;
const whole = new RegExp(`^(?:${part.source})+$`);

/** Milliseconds of a duration such as `30s`, `1d2h30m` or `6m5s`; undefined when the text is none. */
export function parseDuration(text: string): number | undefined {
  if (!whole.test(text)) return undefined;
  return [...text.matchAll(part)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ""] ?? 0),
    0,
  );
}
