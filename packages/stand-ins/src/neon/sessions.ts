import { Client, DatabaseError, Pool, type PoolClient, type PoolConfig } from "pg";
import type { Login } from "./protocol.ts";

declare module "pg" {
  interface ClientBase {
    /** Postgres' process for this connection, as its BackendKeyData message says. */
    readonly processID: number | null;
  }
}

interface Sessions {
  /**
   * Lends a connection to `work`. It comes back without anything that a session remembers; when the signal aborts,
   * the running statement is cancelled, so that a client that left does not keep a connection busy.
   */
  use<Result>(
    login: Login,
    signal: AbortSignal,
    work: (client: PoolClient) => Promise<Result>,
  ): Promise<Result>;
  close(): Promise<void>;
}

/** Hosted Neon keeps about twenty connections per endpoint; four times that stays below Postgres' hundred. */
const connectionsPerPool = 20;
const keptPools = 4;

/** Connections to one Postgres server, a pool for each login. */
export function createSessions({ host, port }: { readonly host: string; readonly port: number }): Sessions {
  const pools = new Map<string, Pool>();
  const closing = new AbortController();

  function poolFor(config: PoolConfig): Pool {
    const key = JSON.stringify(config);
    const pool = pools.get(key) ?? createPool(config);
    // Taken out and put back, so that the map is in the order of use.
    pools.delete(key);
    pools.set(key, pool);
    return pool;
  }

  /** A pool at work is left alone: ending it would strand whoever waits for a connection. */
  async function endLeastUsed(): Promise<void> {
    if (pools.size <= keptPools) return;
    for (const [key, pool] of pools) {
      if (pool.idleCount < pool.totalCount || pool.waitingCount > 0) continue;
      pools.delete(key);
      return pool.end();
    }
  }

  return {
    async use(login, clientSignal, work) {
      const signal = AbortSignal.any([clientSignal, closing.signal]);
      const config = { ...login, host, port, max: connectionsPerPool, connectionTimeoutMillis: 15_000 };
      const client = await poolFor(config).connect();
      const cancelling: Promise<void>[] = [];
      const cancel = () => void cancelling.push(cancelStatement(config, client));
      let usable = true;
      try {
        signal.throwIfAborted();
        signal.addEventListener("abort", cancel, { once: true });
        return await work(client);
      } catch (error) {
        usable = !isLost(error);
        throw error;
      } finally {
        signal.removeEventListener("abort", cancel);
        // Awaited before the connection is lent again: a late cancellation would hit the next borrower's statement.
        await Promise.all(cancelling);
        usable &&= await forget(client);
        client.release(!usable);
        await endLeastUsed();
      }
    },
    async close() {
      closing.abort();
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

function createPool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  // An idle connection that the server ends is dropped by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  return pool;
}

/** A statement can only be cancelled from another connection; the same role may do so. */
async function cancelStatement(config: PoolConfig, { processID }: PoolClient): Promise<void> {
  const other = new Client(config);
  other.on("error", () => undefined);
  try {
    await other.connect();
    await other.query("select pg_cancel_backend($1)", [processID]);
  } catch {
    // The server is gone or refuses us, and the statement with it.
  } finally {
    await other.end();
  }
}

/** False when the connection cannot be lent again: somebody left a transaction open on it, or it broke. */
async function forget(client: PoolClient): Promise<boolean> {
  return client.query("discard all").then(
    () => true,
    () => false,
  );
}

/** Postgres reports what it could not do and carries on; anything else, or its FATAL, ends the connection. */
function isLost(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.severity === "FATAL" || error.severity === "PANIC";
}
