import type { Derived, HmacKeys } from "@alva/http/hmac-keys";
import { randomSecret, sha256 } from "@alva/http/secrets";

/** A refresh token: `text` goes into the cookie, `hash` into the database, never the other way round. */
export interface RefreshToken {
  readonly sessionId: string;
  /** 0 for the first of a session, one more with each rotation. */
  readonly generation: number;
  readonly text: string;
  readonly hash: string;
}

/** A successor, and the key it was derived with. */
export interface Successor extends RefreshToken {
  readonly keyId: string;
}

/** `session.generation.secret`, with the first 6 characters of its own hash behind. */
const form = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(0|[1-9][0-9]{0,6})\.[\w-]{43}([\w-]{6})$/;
const checksumLength = 6;

/** The first token of a new session, made of fresh randomness: nothing that a client sent has a part in it. */
export async function createFirstToken(sessionId: string): Promise<RefreshToken> {
  return createToken(sessionId, 0, randomSecret());
}

/** Reads a presented token. Undefined when it cannot be one of ours, so that guessing costs no database query. */
export async function parseRefreshToken(text: string): Promise<RefreshToken | undefined> {
  const [, sessionId, generation, checksum] = form.exec(text) ?? [];
  if (
    !sessionId ||
    !generation ||
    (await sha256(text.slice(0, -checksumLength))).slice(0, checksumLength) !== checksum
  ) {
    return undefined;
  }
  return { sessionId, generation: Number(generation), text, hash: await sha256(text) };
}

/**
 * What may follow a token: one successor per key, the present key's first. They are derived from the token itself, so
 * two tabs that present the same one get the same successor, and none needs to be stored (architecture decision 3).
 */
export async function successorsOf(
  { sessionId, generation, text }: RefreshToken,
  keys: HmacKeys,
): Promise<[Successor, ...Successor[]]> {
  const next = generation + 1;
  const [present, ...older] = await keys.deriveAll(`refresh.${sessionId}.${next}.${text}`);
  const successor = async ({ keyId, secret }: Derived) => ({
    ...(await createToken(sessionId, next, secret)),
    keyId,
  });
  return Promise.all([successor(present), ...older.map(successor)]);
}

async function createToken(sessionId: string, generation: number, secret: string): Promise<RefreshToken> {
  const bare = `${sessionId}.${generation}.${secret}`;
  const text = bare + (await sha256(bare)).slice(0, checksumLength);
  return { sessionId, generation, text, hash: await sha256(text) };
}
