import { SignJWT } from "jose";
import { bindings } from "./bindings.ts";
import { openBrowser } from "./browser.ts";

interface DeliveryOptions {
  readonly key?: string;
  /** What the signature names as destination; the address itself by default. */
  readonly subject?: string;
}

/** Delivers a body as QStash does: signed for its address and its bytes (QStash documentation, signature). */
export async function deliver(path: string, body: object, options: DeliveryOptions = {}): Promise<Response> {
  const { key = bindings.QSTASH_CURRENT_SIGNING_KEY } = options;
  const { subject = `${bindings.AUTH_WEBHOOK_ORIGIN}${path}` } = options;
  const now = Math.floor(Date.now() / 1000);
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const signature = await new SignJWT({
    iss: "Upstash",
    sub: subject,
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
  return openBrowser().post(path, body, { headers: { "Upstash-Signature": signature } });
}
