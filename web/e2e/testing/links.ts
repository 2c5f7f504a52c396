import { createHmac, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { updateRows } from "./database.ts";
import type { Addresses } from "./product.ts";

const workersVariables = new URL("../../../.dev.vars", import.meta.url);

/** Ends the 10 minutes of every link that was sent to an address, as the auth worker's own database would. */
export async function expireLinks(email: string): Promise<void> {
  await updateRows({
    worker: "AUTH",
    query: "update auth.magic_links set expires_at = expires_at - interval '10 minutes' where email = $1",
    params: [email],
  });
}

/** The address in somebody's mail that ends the week's overviews for them. */
export async function unsubscribeLink({ api }: Addresses): Promise<string> {
  const { API_UNSUBSCRIBE_KEY: key = "" } = parseEnv(await readFile(workersVariables, "utf8"));
  const subject = `${randomUUID()}.weekly_pulse`;
  const mac = createHmac("sha256", Buffer.from(key, "base64url")).update(subject).digest("base64url");
  return `${api}/unsubscribe/${subject}.${mac}`;
}
