/** One figure beside what it may be at most. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly budget?: number;
}

/** Prints figures as a table; returns those over their budget. */
export function printTable(title: string, figures: readonly Figure[]): Figure[] {
  const over = figures.filter(({ value, budget }) => budget !== undefined && value > budget);
  const width = Math.max(...figures.map(({ name }) => name.length));
  console.log(`\n${title}`);
  for (const figure of figures) {
    const { name, value, unit, budget } = figure;
    const limit = budget === undefined ? "" : `  budget ${budget}`;
    const mark = over.includes(figure) ? "  OVER" : "";
    console.log(`  ${name.padEnd(width)}  ${format(value).padStart(9)} ${unit.padEnd(5)}${limit}${mark}`);
  }
  return over;
}

function format(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
