import type { Client } from "pg";

/** A worker's login. What it may reach is the rows of its own schema and nothing else. */
export interface Role {
  readonly name: string;
  readonly password: string;
  readonly schema: string;
}

/** By default every role may connect, make temporary tables and use what lies in `public`. */
const closings = ["revoke all on database %4$I from public", "revoke all on schema public from public"];

/** Templates for Postgres' `format`: 1 role, 2 password, 3 schema, 4 database. */
const grants = [
  "alter role %1$I with login password %2$L",
  // The driver gives up after ten seconds; by then the statement must not hold its locks any longer.
  "alter role %1$I set statement_timeout = '10s'",
  "grant connect on database %4$I to %1$I",
  "grant usage on schema %3$I to %1$I",
  "grant select, insert, update, delete on all tables in schema %3$I to %1$I",
  "grant usage, select on all sequences in schema %3$I to %1$I",
  "alter default privileges in schema %3$I grant select, insert, update, delete on tables to %1$I",
  "alter default privileges in schema %3$I grant usage, select on sequences to %1$I",
];

/**
 * Creates the role or brings it up to date: login, the rows of its schema, no other privilege. The client must own the
 * database and the schema and have CREATEROLE; a superuser is not needed, because hosted Postgres gives none.
 */
export async function ensureRole(client: Client, role: Role): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role.name]);
  const creation = rowCount === 0 ? ["create role %1$I"] : [];
  for (const template of [...closings, ...creation, ...grants]) {
    // Data definition takes no parameters, so Postgres itself quotes the names (%I) and literals (%L) into it.
    const { rows } = await client.query<{ statement: string }>(
      "select format($1, $2::text, $3::text, $4::text, current_database()) as statement",
      [template, role.name, role.password, role.schema],
    );
    for (const { statement } of rows) await client.query(statement);
  }
}
