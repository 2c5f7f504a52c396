import { base64url } from "jose";
import * as z from "zod";
import { Secret } from "./config.ts";

/** Keys of one purpose, the one in use first. Older ones stay until nothing made with them is alive. */
export interface HmacKeys {
  /** Derives with the present key; `keyId` names it in the row that must be able to derive the same again. */
  derive(text: string): Promise<Derived>;
  /** Derives with every key, the present one first. */
  deriveAll(text: string): Promise<[Derived, ...Derived[]]>;
  /** Whether this secret was derived from this text with any of the keys; compared in constant time. */
  recognise(text: string, secret: string): Promise<boolean>;
}

/** A derived secret of 256 bits as base64url, and the key it came from. */
export interface Derived {
  readonly keyId: string;
  readonly secret: string;
}

const minKeyBytes = 32;

/** A secret of one or more base64url keys, separated by commas: the first makes, the others still recognise. */
export const HmacKeyList = Secret().transform((text, context) => {
  const [present, ...older] = text.split(",").map(decodedKey);
  if (present && older.every((key) => key !== undefined)) return createHmacKeys(present, ...older);
  context.addIssue(`is not base64url of at least ${minKeyBytes} bytes`);
  return z.NEVER;
});

function decodedKey(text: string): KeyBytes | undefined {
  if (!/^(?:[\w-]{4})*(?:[\w-]{2,3})?$/.test(text)) return undefined;
  const bytes = new Uint8Array(base64url.decode(text));
  return bytes.length >= minKeyBytes ? bytes : undefined;
}

type KeyBytes = Uint8Array<ArrayBuffer>;

interface NamedKey {
  readonly key: CryptoKey;
  readonly keyId: string;
}

/** Gathers the keys of one purpose, each imported and named at its first use. */
export function createHmacKeys(present: KeyBytes, ...older: readonly KeyBytes[]): HmacKeys {
  const first = importOnce(present);
  const others = older.map(importOnce);
  return {
    derive: (text) => derive(first, text),
    deriveAll: (text) => Promise.all([derive(first, text), ...others.map((one) => derive(one, text))]),
    async recognise(text, secret) {
      const mac = decodedMac(secret);
      if (!mac) return false;
      const verdicts = await Promise.all(
        [first, ...others].map(async (named) =>
          crypto.subtle.verify("HMAC", (await named()).key, mac, new TextEncoder().encode(text)),
        ),
      );
      return verdicts.includes(true);
    },
  };
}

async function derive(named: () => Promise<NamedKey>, text: string): Promise<Derived> {
  const { key, keyId } = await named();
  return { keyId, secret: await hmac(key, text) };
}

function importOnce(bytes: KeyBytes): () => Promise<NamedKey> {
  let known: NamedKey | undefined;
  return async function importOnce() {
    known ??= await imported(bytes);
    return known;
  };
}

async function imported(bytes: KeyBytes): Promise<NamedKey> {
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
    "verify",
  ]);
  return { key, keyId: (await hmac(key, "key id")).slice(0, 8) };
}

async function hmac(key: CryptoKey, text: string): Promise<string> {
  return base64url.encode(
    new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text))),
  );
}

function decodedMac(secret: string): KeyBytes | undefined {
  return /^[\w-]{43}$/.test(secret) ? new Uint8Array(base64url.decode(secret)) : undefined;
}
