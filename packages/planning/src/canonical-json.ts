/**
 * The canonical JSON of a JSON value (RFC 8785): no white space, keys in the order of their UTF-16 code units.
 * A lone surrogate is written as its escape instead of refused, because hashes of what a model answered must always exist.
 * Object fields that are `undefined` are left out, as `JSON.stringify` does. Anything else that is not JSON throws a TypeError.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  // ECMAScript's own number and string forms are the ones RFC 8785 section 3.2.2 asks for.
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) {
    return JSON.stringify(value);
  }
  throw new TypeError(`${typeof value} is not a JSON value`);
}
