import type { Endpoint } from "./endpoint.ts";

/** What fills an endpoint's path and query. Of the query, what is undefined is left out. */
export interface PathParts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** The path and query that reach an endpoint, every part encoded. */
export function endpointPath({ path }: Endpoint, { params = {}, query = {} }: PathParts = {}): string {
  const filled = path.replaceAll(/:([a-z_]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const fields = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return fields.length > 0 ? `${filled}?${fields.join("&")}` : filled;
}
