import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";
import { ensureRole } from "./roles.ts";

interface MigrateOptions {
  /** URL of the database's owner over TCP, not through a transaction pooler: the lock lives in the session. */
  readonly databaseUrl: string;
  readonly authPassword: string;
  readonly apiPassword: string;
}

/** The same database as seen by each worker. Both URLs are secrets. */
export interface WorkerUrls {
  readonly authUrl: string;
  readonly apiUrl: string;
}

const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

/**
 * Brings a database to the newest schema, all migrations in one transaction, then ensures the workers' two roles.
 * Repeating it changes nothing except the passwords, which become the given ones; runs at the same time wait for each
 * other. Rejects with `pg`'s error when Postgres refuses or cannot be reached.
 */
export async function migrate({
  databaseUrl,
  authPassword,
  apiPassword,
}: MigrateOptions): Promise<WorkerUrls> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 15_000 });
  // A lost connection also rejects the running query; without a listener the event alone would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtextextended('alva migrations', 0))");
    await applyMigrations(drizzle({ client }), { migrationsFolder });
    await ensureRole(client, { name: "alva_auth", password: authPassword, schema: "auth" });
    await ensureRole(client, { name: "alva_api", password: apiPassword, schema: "app" });
  } finally {
    await client.end();
  }
  return {
    authUrl: withLogin(databaseUrl, "alva_auth", authPassword),
    apiUrl: withLogin(databaseUrl, "alva_api", apiPassword),
  };
}

function withLogin(databaseUrl: string, role: string, password: string): string {
  const url = new URL(databaseUrl);
  url.username = role;
  // The setter leaves a percent sign alone, so `a%40b` would be read back as `a@b`.
  url.password = encodeURIComponent(password);
  return url.href;
}

if (import.meta.main) {
  const { DATABASE_URL, AUTH_DATABASE_PASSWORD, API_DATABASE_PASSWORD } = process.env;
  if (!DATABASE_URL || !AUTH_DATABASE_PASSWORD || !API_DATABASE_PASSWORD) {
    fail("Set DATABASE_URL (the owner's), AUTH_DATABASE_PASSWORD and API_DATABASE_PASSWORD.");
  }
  await migrate({
    databaseUrl: DATABASE_URL,
    authPassword: AUTH_DATABASE_PASSWORD,
    apiPassword: API_DATABASE_PASSWORD,
  }).catch((error: unknown) => {
    // Drizzle's own message repeats the statement; what Postgres said of it is the cause.
    const reason = error instanceof Error ? (error.cause ?? error) : error;
    fail(`Not migrated. ${String(reason)}`);
  });
  console.log("The database is up to date; the roles alva_auth and alva_api can sign in.");
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
