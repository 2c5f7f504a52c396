import { base64url } from "jose";

/** Keys of one purpose, the one in use first. Older ones stay until nothing made with them is alive. */
export interface HmacKeys {
  /** Derives with the present key; `keyId` names it in the row that must be able to derive the same again. */
  derive(text: string): Promise<Derived>;
  /** Derives with every key, the present one first. */
  deriveAll(text: string): Promise<[Derived, ...Derived[]]>;
}

/** A derived secret of 256 bits as base64url, and the key it came from. */
export interface Derived {
  readonly keyId: string;
  readonly secret: string;
}

type KeyBytes = Uint8Array<ArrayBuffer>;

/** Gathers the keys of one purpose. */
export function createHmacKeys(present: KeyBytes, ...older: readonly KeyBytes[]): HmacKeys {
  return {
    derive: (text) => derive(present, text),
    deriveAll: (text) => Promise.all([derive(present, text), ...older.map((key) => derive(key, text))]),
  };
}

async function derive(key: KeyBytes, text: string): Promise<Derived> {
  const [keyId, secret] = await Promise.all([hmac(key, "key id"), hmac(key, text)]);
  return { keyId: keyId.slice(0, 8), secret };
}

async function hmac(bytes: KeyBytes, text: string): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  return base64url.encode(
    new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text))),
  );
}
