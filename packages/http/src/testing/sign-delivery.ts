import { SignJWT } from "jose";

interface Delivery {
  /** The address that it goes to, as QStash was told. */
  readonly destination: string;
  readonly body: string;
  readonly key: string;
  /** Seconds by which its times differ from now. */
  readonly shiftSeconds?: number;
}

/** The header with which QStash signs a delivery, for its address and its bytes (QStash documentation, signature). */
export async function signDelivery({ destination, body, key, shiftSeconds = 0 }: Delivery): Promise<string> {
  const now = Math.floor(Date.now() / 1000) + shiftSeconds;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body)));
  return new SignJWT({
    iss: "Upstash",
    sub: destination,
    iat: now,
    nbf: now,
    exp: now + 300,
    jti: `jwt_${crypto.randomUUID()}`,
    body: btoa(String.fromCharCode(...hash))
      .replaceAll("+", "-")
      .replaceAll("/", "_"),
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(new TextEncoder().encode(key));
}
