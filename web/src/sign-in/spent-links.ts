import * as z from "zod";
import { linkMilliseconds } from "./mailed-link.ts";

const key = "alva.spent";
const Spent = z.array(z.object({ hash: z.string(), at: z.int() }));

/**
 * Remembers that this browser spent a link, so that it can say so when the same one is opened again. Only a hash is kept, of a
 * secret that opens nothing any more, and for no longer than a link lasts; it names nobody, so signing out leaves it.
 */
export async function rememberSpent(token: string): Promise<void> {
  const spent = { hash: await hashOf(token), at: Date.now() };
  localStorage.setItem(key, JSON.stringify([...readSpent(), spent]));
}

/** Whether this browser spent a link, of those that could still be alive. */
export async function wasSpentHere(token: string): Promise<boolean> {
  const hash = await hashOf(token);
  return readSpent().some((spent) => spent.hash === hash);
}

function readSpent(): z.infer<typeof Spent> {
  try {
    const spent = Spent.parse(JSON.parse(localStorage.getItem(key) ?? ""));
    return spent.filter(({ at }) => Date.now() - at < linkMilliseconds);
  } catch {
    return [];
  }
}

async function hashOf(token: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
