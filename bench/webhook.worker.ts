import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { requireQstashSignature } from "@alva/http/qstash-signature";
import { Hono } from "hono";

/** One delivery that each app takes in `repeats` times. */
export interface Turn {
  readonly app: AppName;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly repeats: number;
}

export type AppName = "received" | "hashed" | "verified";

interface Env {
  readonly WEBHOOK_ORIGIN: string;
  readonly QSTASH_CURRENT_SIGNING_KEY: string;
  readonly QSTASH_NEXT_SIGNING_KEY: string;
}

interface HashedEnv {
  /** The body once more, so that nothing but hashing is added to receiving it. */
  Bindings: { bytes: Uint8Array<ArrayBuffer> };
}

/** What every delivery to the api worker passes, beside the least that could be done with the same bytes. */
function createApps(env: Env): Readonly<Record<AppName, Pick<Hono<HashedEnv>, "request">>> {
  const guard = requireQstashSignature({
    webhookOrigin: env.WEBHOOK_ORIGIN,
    maxBodyBytes: apiEndpoints.stepAnswered.maxBodyBytes,
    qstash: {
      currentSigningKey: env.QSTASH_CURRENT_SIGNING_KEY,
      nextSigningKey: env.QSTASH_NEXT_SIGNING_KEY,
    },
  });
  return {
    received: new Hono().post("*", async (c) => {
      await c.req.text();
      return c.body(null, 204);
    }),
    hashed: new Hono<HashedEnv>().post("*", async (c) => {
      await c.req.text();
      await crypto.subtle.digest("SHA-256", c.env.bytes);
      return c.body(null, 204);
    }),
    verified: new Hono().post("*", guard, (c) => c.body(null, 204)),
  };
}

let apps: ReturnType<typeof createApps> | undefined;

/** Asks itself, so that a turn's time holds as little as possible of how a body comes here. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { app, url, headers, body, repeats }: Turn = await request.json();
    const bytes = new TextEncoder().encode(body);
    apps ??= createApps(env);
    for (let repetition = 0; repetition < repeats; repetition += 1) {
      const { status } = await apps[app].request(url, { method: "POST", headers, body: bytes }, { bytes });
      if (status !== 204) return new Response(`${app}: ${status}`, { status: 500 });
    }
    return Response.json({});
  },
};
