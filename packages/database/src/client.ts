import { neon, NeonDbError, neonConfig } from "@neondatabase/serverless";
import { drizzle, type NeonHttpDatabase } from "drizzle-orm/neon-http";

/** A database over Neon's HTTP driver: each awaited statement, and each `batch`, is one round trip. */
export type Database<Schema extends Record<string, unknown>> = NeonHttpDatabase<Schema>;

interface DatabaseOptions<Schema extends Record<string, unknown>> {
  /** `postgresql://role:password@host/database`. A secret: it appears in no message. */
  readonly url: string;
  /** Where statements are posted; only local stand-ins need it, hosted Neon derives it from the URL. */
  readonly fetchEndpoint?: string | undefined;
  readonly schema: Schema;
  /** Sends each round trip; the global `fetch` by default. */
  readonly fetch?: (endpoint: string, init: RequestInit) => Promise<Response>;
}

/**
 * The driver has no timeout of its own. A database that sleeps wakes within three seconds; one that hangs is to be told
 * from it as soon. A statement given up on may still be committed: Postgres itself ends it after ten seconds.
 */
const requestTimeoutMs = 3000;

/**
 * A Drizzle client for one role of the database. It opens no connection. The driver keeps the endpoint, the timeout
 * and `fetch` per module, not per client, so one isolate talks to one endpoint. Throws `TypeError` when a URL is malformed.
 */
export function createDatabase<Schema extends Record<string, unknown>>({
  url,
  fetchEndpoint,
  schema,
  fetch = globalThis.fetch,
}: DatabaseOptions<Schema>): Database<Schema> {
  // The driver's own complaint about a malformed URL would repeat it, password included.
  if (!URL.canParse(url)) throw new TypeError("The database URL is malformed.");
  if (fetchEndpoint !== undefined) {
    if (!URL.canParse(fetchEndpoint)) throw new TypeError("The database's fetch endpoint is not a URL.");
    neonConfig.fetchEndpoint = fetchEndpoint;
  }
  neonConfig.fetchFunction = async (endpoint: string, init: RequestInit) => {
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(requestTimeoutMs), ...init });
    // The driver takes only what goes wrong in here for a lost connection, and an answer can be cut short too.
    return new Response(await answer.arrayBuffer(), answer);
  };
  return drizzle({ client: neon(url), schema });
}

/**
 * The SQLSTATE with which Postgres refused, such as `23505` for a duplicate key, or undefined when the failure was not
 * Postgres's. Drizzle wraps the driver's error for a single statement and leaves it bare for a batch; both are read.
 */
export function sqlState(error: unknown): string | undefined {
  const source = error instanceof Error ? (error.cause ?? error) : error;
  return source instanceof NeonDbError ? source.code : undefined;
}

/** Connection lost, resources short, shut down or timed out (PostgreSQL manual, appendix A): nobody's mistake. */
const passingStates = /^(?:08|40|53|57)/;

/** Whether a failed statement is worth asking again: the database was out of reach, busy or stopping. */
export function isPassing(error: unknown): boolean {
  const source = error instanceof Error ? (error.cause ?? error) : error;
  // The driver gives no SQLSTATE when Postgres itself was not reached.
  return source instanceof NeonDbError && passingStates.test(source.code ?? "08");
}
