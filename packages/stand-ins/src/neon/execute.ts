import type { PoolClient, QueryArrayConfig } from "pg";
import type { Statement } from "./protocol.ts";

/** How long one statement took, as seen from the stand-in. */
export interface Timing {
  readonly query: string;
  readonly durationMs: number;
}

/** Runs one statement and notes its time, also when it fails. Rejects with `pg`'s error. */
export async function runStatement(client: PoolClient, { query, params }: Statement, timings: Timing[]) {
  const startedAt = performance.now();
  try {
    const { command, rowCount, fields, rows } = await client.query<unknown[]>(extended(query, params));
    return { command, rowCount, rowAsArray: true, fields, rows };
  } finally {
    timings.push({ query, durationMs: performance.now() - startedAt });
  }
}

/** Runs the statements as one transaction: all of them or, with the first one's error, none. */
export async function runBatch(
  client: PoolClient,
  begin: string,
  statements: readonly Statement[],
  timings: Timing[],
) {
  const results: Awaited<ReturnType<typeof runStatement>>[] = [];
  await client.query(begin);
  try {
    for (const statement of statements) results.push(await runStatement(client, statement, timings));
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
  await client.query("commit");
  return { results };
}

interface ExtendedQuery extends QueryArrayConfig<(string | null)[]> {
  readonly queryMode: "extended";
}

/** Without parameters `pg` would choose the simple protocol, which runs several statements from one text. */
function extended(text: string, params: readonly (string | null)[]): ExtendedQuery {
  return {
    text,
    values: [...params],
    rowMode: "array",
    queryMode: "extended",
    types: { getTypeParser: () => (value: unknown) => value },
  };
}
