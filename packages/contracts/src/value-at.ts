/**
 * The value at a dotted path such as `constraints.brand_nos`, following the own fields of plain objects only; undefined where
 * there is none. Paths do not reach into lists.
 */
export function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split(".")) {
    if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined;
    found = Object.entries(found).find(([name]) => name === key)?.[1];
  }
  return found;
}
