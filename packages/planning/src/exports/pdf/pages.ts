import type { Row } from "./rows.ts";

/** A row and where its top is, in points from the top of the page's type area. */
export interface Placed {
  readonly row: Row;
  readonly top: number;
}

/**
 * Puts rows on pages of this height, in their order. Rows that are to stay together do, unless they alone are higher
 * than a page. Space at the top of a page is left out. There is always one page.
 */
export function paginate(rows: readonly Row[], height: number): Placed[][] {
  const pages: Placed[][] = [[]];
  let page = pages[0] ?? [];
  let top = 0;
  for (const group of together(rows)) {
    const groupHeight = group.reduce((sum, row) => sum + row.height, 0);
    for (const [index, row] of group.entries()) {
      const needed = index === 0 && groupHeight <= height ? groupHeight : row.height;
      if (top > 0 && top + needed > height) {
        page = [];
        pages.push(page);
        top = 0;
      }
      if (top === 0 && row.marks.length === 0) continue;
      page.push({ row, top });
      top += row.height;
    }
  }
  return pages;
}

function together(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  let open = false;
  for (const row of rows) {
    if (open) groups.at(-1)?.push(row);
    else groups.push([row]);
    open = row.keepWithNext;
  }
  return groups;
}
