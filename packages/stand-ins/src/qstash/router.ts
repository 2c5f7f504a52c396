import type { Answer, Received } from "../server.ts";
import { Refusal } from "./refusal.ts";

/** A request with what its path and query held. */
export interface Call {
  readonly received: Received;
  /** A `:name` of the path, decoded; a `*name` raw. Asking for a name that the path does not have is a mistake. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
}

/** What answers one kind of request. */
export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handle: (call: Call) => Answer;
}

/**
 * A route. `:name` in the path stands for one segment, `*name` at its end for the rest of the raw target, query string
 * included: destinations are appended raw, and collapsing their slashes or decoding them would break them.
 */
export function route(method: string, path: string, handle: Route["handle"]): Route {
  const source = path.replaceAll(/:(\w+)/g, "(?<$1>[^/?]+)").replace(/\*(\w+)$/, "(?<raw_$1>.+)");
  const end = path.includes("*") ? "$" : String.raw`(?:\?.*)?$`;
  return { method, pattern: new RegExp(`^${source}${end}`, "s"), handle };
}

/** Answers by the first route that fits; undefined when none does. */
export function dispatch(routes: readonly Route[], received: Received): Answer | undefined {
  for (const { method, pattern, handle } of routes) {
    const match = method === received.method ? pattern.exec(received.target) : null;
    if (!match) continue;
    const groups = match.groups ?? {};
    return handle({ received, param: (name) => readParam(groups, name), query: readQuery(received.target) });
  }
  return undefined;
}

function readParam(groups: Readonly<Record<string, string>>, name: string): string {
  const raw = groups[`raw_${name}`];
  if (raw !== undefined) return raw;
  const segment = groups[name];
  if (segment === undefined) throw new TypeError(`the path has no ${name}`);
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    throw new Refusal(400, `invalid ${name} in the path: ${String(error)}`);
  }
}

function readQuery(target: string): URLSearchParams {
  const mark = target.indexOf("?");
  return new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1));
}
