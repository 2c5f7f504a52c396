import { createHash, createHmac, randomBytes } from "node:crypto";

/** The two signing keys. Messages are signed with `current`; a receiver accepts either. */
export interface SigningKeys {
  readonly current: string;
  readonly next: string;
}

/** What a signature speaks for. */
interface Signed {
  /** The destination as published, query included. */
  readonly url: string;
  readonly body: Buffer;
  /** Unix time in milliseconds. */
  readonly now: number;
}

/** Holds the signing keys and makes `Upstash-Signature`. */
export interface KeyRing {
  keys(): SigningKeys;
  /** The next key becomes current and a new one next; gives the new pair. */
  rotate(): SigningKeys;
  /** A compact JWT, valid five minutes, keyed with the UTF-8 bytes of the whole key text. */
  sign(signed: Signed): string;
}

const lifetimeSeconds = 300;

/** A key ring that starts with the given pair. */
export function createKeyRing(initial: SigningKeys): KeyRing {
  let keys = initial;
  return {
    keys: () => keys,
    rotate() {
      keys = { current: keys.next, next: `sig_${randomBytes(21).toString("base64url")}` };
      return keys;
    },
    sign({ url, body, now }) {
      const issuedAt = Math.floor(now / 1000);
      const claims = {
        iss: "Upstash",
        sub: url,
        exp: issuedAt + lifetimeSeconds,
        nbf: 0,
        iat: issuedAt,
        jti: `jwt_${randomBytes(16).toString("base64url")}`,
        // The documented example keeps the padding of the 32-byte hash.
        body: `${createHash("sha256").update(body).digest("base64url")}=`,
      };
      const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
      return `${signed}.${createHmac("sha256", keys.current).update(signed).digest("base64url")}`;
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
