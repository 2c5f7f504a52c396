import { createApiClient } from "@alva/api-client/api-client";
import { Redis } from "@upstash/redis/cloudflare";
import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import worker from "../index.ts";
import { accessToken } from "./access-token.ts";
import { bindings } from "./bindings.ts";

/** Sends a request to the worker; resolves when its background work is done too. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const context = createExecutionContext();
  const answer = await worker.fetch(new Request(new URL(path, bindings.API_ORIGIN), init), env, context);
  await waitOnExecutionContext(context);
  return answer;
}

/** Someone signed in whom no other test knows. */
export async function newPerson() {
  const id = crypto.randomUUID();
  const token = await accessToken(id);
  // From a network of their own, so that no limit of networks counts what other tests ask.
  const network = `2001:db8:${id.slice(0, 4)}:${id.slice(4, 8)}::1`;
  let requests = 0;
  const api = createApiClient({
    apiOrigin: bindings.API_ORIGIN,
    async fetch(input, init = {}) {
      requests += 1;
      if (requests % 50 === 0) await forgetRequestsOf(id);
      const headers = new Headers(init.headers);
      headers.set("Authorization", `Bearer ${token}`);
      headers.set("CF-Connecting-IP", network);
      return send(new Request(input).url, { ...init, headers });
    },
  });
  return { id, token, api };
}

const redis = new Redis({
  url: bindings.UPSTASH_REDIS_REST_URL,
  token: bindings.UPSTASH_REDIS_REST_TOKEN,
  enableTelemetry: false,
});

/** Tests ask more in a minute than a person may. */
async function forgetRequestsOf(userId: string): Promise<void> {
  await redis.del(`limit:person:${userId}`);
}
