import { PublicKeySet } from "@alva/contracts/auth";
import { Hono } from "hono";

interface Env {
  readonly AUTH_PUBLIC_KEYS: string;
}

const es256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** The least that any check of a token can cost: one signature, with the key at hand and no claim looked at. */
function createApp(env: Env): Hono {
  const [jwk] = PublicKeySet.parse(JSON.parse(env.AUTH_PUBLIC_KEYS)).keys;
  if (!jwk) throw new TypeError("no key");
  const importing = crypto.subtle.importKey("jwk", jwk, es256, false, ["verify"]);
  return new Hono().get("/", async (c) => {
    const token = (c.req.header("Authorization") ?? "").slice("Bearer ".length);
    const end = token.lastIndexOf(".");
    const signature = Uint8Array.fromBase64(token.slice(end + 1), { alphabet: "base64url" });
    const signed = new TextEncoder().encode(token.slice(0, end));
    const valid = await crypto.subtle.verify(es256, await importing, signature, signed);
    return c.body(null, valid ? 204 : 401);
  });
}

let app: Hono | undefined;

export default {
  fetch: (request: Request, env: Env) => (app ??= createApp(env)).fetch(request),
};
