import type { Endpoint } from "./endpoint.ts";

type QueryValue = string | number | boolean;

/** What fills an endpoint's path and query. Of the query, what is undefined is left out, and a list repeats its name. */
export interface PathParts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;
}

/** The path and query that reach an endpoint, every part encoded. */
export function endpointPath({ path }: Endpoint, { params = {}, query = {} }: PathParts = {}): string {
  const filled = path.replaceAll(/:([a-z_]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const fields = Object.entries(query).flatMap(([name, value]) =>
    (value === undefined ? [] : [value].flat()).map(
      (one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`,
    ),
  );
  return fields.length > 0 ? `${filled}?${fields.join("&")}` : filled;
}
