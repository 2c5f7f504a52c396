/** One figure beside its budget: what it may be at most, or must be at least. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly budget?: number;
  readonly atLeast?: number;
}

/** Prints figures as a table; returns those whose budget is broken. */
export function printTable(title: string, figures: readonly Figure[]): Figure[] {
  const broken = figures.filter(isBroken);
  const width = Math.max(...figures.map(({ name }) => name.length));
  console.log(`\n${title}`);
  for (const figure of figures) {
    const { name, value, unit, budget, atLeast } = figure;
    const most = budget === undefined ? "" : `  budget ${budget}`;
    const least = atLeast === undefined ? "" : `  at least ${atLeast}`;
    const mark = broken.includes(figure) ? "  BROKEN" : "";
    console.log(
      `  ${name.padEnd(width)}  ${format(value).padStart(9)} ${unit.padEnd(5)}${most}${least}${mark}`,
    );
  }
  return broken;
}

/** Asked the other way round, a figure that is no number would meet any budget. */
function isBroken({
  value,
  budget = Number.POSITIVE_INFINITY,
  atLeast = Number.NEGATIVE_INFINITY,
}: Figure): boolean {
  return !(value <= budget && value >= atLeast);
}

function format(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}
