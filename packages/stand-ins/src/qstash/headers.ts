import type { IncomingHttpHeaders } from "node:http";

/** Header names in lower case, as a publisher sent them. */
export type PublishHeaders = Readonly<Record<string, string>>;

/** Canonical names (`Content-Type`) to all their values, the form of callbacks and messages. */
export type HeaderLists = Readonly<Record<string, readonly string[]>>;

/** `x-trace-id` becomes `X-Trace-Id`. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

/** Node's parsed request headers as one text per name. */
export function flattenHeaders(headers: IncomingHttpHeaders): PublishHeaders {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

/** Raw response headers, `[name, value, name, value]`, as lists. */
export function listHeaders(raw: readonly string[]): HeaderLists {
  const lists: Record<string, string[]> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = canonicalName(raw[index] ?? "");
    (lists[name] ??= []).push(raw[index + 1] ?? "");
  }
  return lists;
}
