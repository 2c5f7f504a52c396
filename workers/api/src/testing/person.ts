import { createApiClient } from "@alva/api-client/api-client";
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
  const api = createApiClient({
    apiOrigin: bindings.API_ORIGIN,
    fetch(input, init = {}) {
      const headers = new Headers(init.headers);
      headers.set("Authorization", `Bearer ${token}`);
      return send(new Request(input).url, { ...init, headers });
    },
  });
  return { id, token, api };
}
