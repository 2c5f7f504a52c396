import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { createSecrets, type Secrets } from "../secrets.ts";

const Secret = z.string().min(20);
const KeptSecrets = z.object({
  authDatabasePassword: Secret,
  apiDatabasePassword: Secret,
  redisToken: Secret,
  qstashToken: Secret,
  qstashCurrentSigningKey: Secret,
  qstashNextSigningKey: Secret,
  mailApiKey: Secret,
  modelApiKey: Secret,
  linkKey: Secret,
  refreshKey: Secret,
  unsubscribeKey: Secret,
  signingKey: z.object({
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    x: Secret,
    y: Secret,
    d: Secret,
    kid: z.string().min(1),
    alg: z.literal("ES256"),
    use: z.literal("sig"),
  }),
}) satisfies z.ZodType<Secrets>;

/**
 * The secrets in `secrets.json` of this folder, made at the first start and the same ever after; only their owner can
 * read the file. Rejects with a sentence when the file is damaged.
 */
export async function keepSecrets(folder: string): Promise<Secrets> {
  const path = join(folder, "secrets.json");
  const text = await readFile(path, "utf8").catch(absent);
  const kept = text === undefined ? {} : parse(text);
  // One that a newer version of the project asks for is added to those that exist.
  const secrets = KeptSecrets.safeParse({ ...createSecrets(), ...kept });
  if (kept === undefined || !secrets.success) {
    throw new Error(`${path} is damaged. Delete it and start again; everybody is then signed out.`);
  }
  const complete = `${JSON.stringify(secrets.data, null, 2)}\n`;
  if (complete !== text) await writeWhole(path, complete);
  return secrets.data;
}

/** Writes a file that only its owner can read. It appears whole or not at all. */
export async function writeWhole(path: string, content: string): Promise<void> {
  const staging = `${path}.${process.pid}`;
  await writeFile(staging, content, { mode: 0o600 });
  await rename(staging, path);
}

function parse(text: string): object | undefined {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}
