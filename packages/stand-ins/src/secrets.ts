import { generateKeyPairSync, randomBytes } from "node:crypto";

/** Every secret that the stand-ins and the workers share. Worth keeping between starts, never worth committing. */
export interface Secrets {
  readonly authDatabasePassword: string;
  readonly apiDatabasePassword: string;
  readonly redisToken: string;
  readonly qstashToken: string;
  readonly qstashCurrentSigningKey: string;
  readonly qstashNextSigningKey: string;
  readonly mailApiKey: string;
  readonly modelApiKey: string;
  readonly linkKey: string;
  readonly refreshKey: string;
  readonly unsubscribeKey: string;
  /** Private P-256 key with `kid`, `alg` and `use`. */
  readonly signingKey: SigningKey;
}

/** A private P-256 key as JWK. */
export interface SigningKey {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
  readonly d: string;
  readonly kid: string;
  readonly alg: "ES256";
  readonly use: "sig";
}

/** Fresh random secrets for everything. */
export function createSecrets(): Secrets {
  return {
    authDatabasePassword: secret(),
    apiDatabasePassword: secret(),
    redisToken: secret(),
    qstashToken: secret(),
    qstashCurrentSigningKey: `sig_${secret()}`,
    qstashNextSigningKey: `sig_${secret()}`,
    mailApiKey: `re_${secret()}`,
    modelApiKey: `sk-${secret()}`,
    linkKey: secret(),
    refreshKey: secret(),
    unsubscribeKey: secret(),
    signingKey: createSigningKey(),
  };
}

function secret(): string {
  return randomBytes(32).toString("base64url");
}

/** A fresh signing key under a fresh id. */
export function createSigningKey(): SigningKey {
  const {
    x = "",
    y = "",
    d = "",
  } = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
  return {
    kty: "EC",
    crv: "P-256",
    x,
    y,
    d,
    kid: randomBytes(8).toString("base64url"),
    alg: "ES256",
    use: "sig",
  };
}
