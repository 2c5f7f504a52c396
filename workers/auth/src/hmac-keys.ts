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
type Derive = (text: string) => Promise<Derived>;

/** Gathers the keys of one purpose. */
export function createHmacKeys(present: KeyBytes, ...older: readonly KeyBytes[]): HmacKeys {
  const derive = deriveWith(present);
  const deriveOlder = older.map(deriveWith);
  return {
    derive,
    deriveAll: (text) => Promise.all([derive(text), ...deriveOlder.map((one) => one(text))]),
  };
}

/** Derives with one key, which is imported and named at its first use. */
function deriveWith(bytes: KeyBytes): Derive {
  let known: { readonly key: CryptoKey; readonly keyId: string } | undefined;
  return async function derive(text) {
    known ??= await imported(bytes);
    return { keyId: known.keyId, secret: await hmac(known.key, text) };
  };
}

async function imported(bytes: KeyBytes): Promise<{ key: CryptoKey; keyId: string }> {
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return { key, keyId: (await hmac(key, "key id")).slice(0, 8) };
}

async function hmac(key: CryptoKey, text: string): Promise<string> {
  return base64url.encode(
    new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text))),
  );
}
