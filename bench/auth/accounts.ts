import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { betterAuthSchema } from "./better-auth-tables.ts";

/** An address that nobody has used. */
export function newAddress(): string {
  return `${randomUUID()}@example.com`;
}

/**
 * Opens accounts with both, and returns their addresses. Each may be mailed once a minute. An account of ours begins with
 * a session, so each has had one on the same device.
 */
export async function openAccounts(owner: Client, count: number): Promise<string[]> {
  const addresses = Array.from({ length: count }, newAddress);
  await owner.query(
    `with opened as (insert into auth.users (email) select unnest($1::text[]) returning id)
     insert into auth.sessions (id, user_id) select gen_random_uuid(), id from opened`,
    [addresses],
  );
  await owner.query(
    `insert into ${betterAuthSchema}."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
     select gen_random_uuid()::text, '', unnest($1::text[]), true, now(), now()`,
    [addresses],
  );
  await owner.query("analyze");
  return addresses;
}
