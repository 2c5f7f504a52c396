import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";

const workersVariables = new URL("../../../.dev.vars", import.meta.url);

/** Forgets whatever the limits have counted, as if their time had passed. */
export async function forgetLimits(): Promise<void> {
  const { UPSTASH_REDIS_REST_URL: url = "", UPSTASH_REDIS_REST_TOKEN: token } = parseEnv(
    await readFile(workersVariables, "utf8"),
  );
  const answer = await fetch(url, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify(["FLUSHALL"]),
  });
  if (!answer.ok) throw new Error(`Redis answered ${answer.status}`);
}
