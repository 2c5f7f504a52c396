import { neon, neonConfig } from "@neondatabase/serverless";
import { Pool } from "pg";
import { startPostgres } from "../postgres/postgres.ts";
import { startNeon } from "./start.ts";

/** A Postgres of its own, reached as workers do, through the official driver and the stand-in, and over TCP. */
export async function startBench() {
  const postgres = await startPostgres();
  const standIn = await startNeon({ postgresUrl: postgres.url });
  neonConfig.fetchEndpoint = standIn.endpoint;
  const tcp = new Pool({ connectionString: postgres.url });
  return {
    url: postgres.url,
    standIn,
    sql: neon(postgres.url),
    tcp,
    /** The same database with another part of the connection string. */
    urlWith(change: (url: URL) => void): string {
      const url = new URL(postgres.url);
      change(url);
      return url.href;
    },
    async close() {
      await tcp.end();
      await standIn.close();
      await postgres.close();
    },
  };
}
