import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";

const workersVariables = new URL("../../../.dev.vars", import.meta.url);

interface Update {
  /** Whose tables. */
  readonly worker: "AUTH" | "API";
  readonly query: string;
  readonly params: readonly string[];
}

/** Brings about what only time would, by a worker's own way to the database. */
export async function updateRows({ worker, query, params }: Update): Promise<void> {
  const variables = parseEnv(await readFile(workersVariables, "utf8"));
  const answer = await fetch(variables.NEON_FETCH_ENDPOINT ?? "", {
    method: "POST",
    headers: { "Neon-Connection-String": variables[`${worker}_DATABASE_URL`] ?? "" },
    body: JSON.stringify({ query, params }),
  });
  if (!answer.ok) throw new Error(`the database answered ${answer.status}`);
}
