/** Which card a key leads to from another: up and down its column, to the sides into the next column that has any. */
export function neighbour(
  columns: readonly (readonly string[])[],
  from: string,
  key: string,
): string | undefined {
  const x = columns.findIndex((column) => column.includes(from));
  const column = columns[x];
  if (!column) return undefined;
  const y = column.indexOf(from);
  switch (key) {
    case "ArrowUp":
      return column[y - 1];
    case "ArrowDown":
      return column[y + 1];
    case "Home":
      return column[0];
    case "End":
      return column.at(-1);
    case "ArrowLeft":
      return atRow(
        columns.slice(0, x).findLast(({ length }) => length > 0),
        y,
      );
    case "ArrowRight":
      return atRow(
        columns.slice(x + 1).find(({ length }) => length > 0),
        y,
      );
    default:
      return undefined;
  }
}

const atRow = (column: readonly string[] | undefined, y: number) => column?.[y] ?? column?.at(-1);
