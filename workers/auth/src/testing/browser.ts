import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { createApp } from "../app.ts";
import { readConfig } from "../config.ts";
import worker from "../index.ts";
import { createPorts } from "../ports.ts";
import { bindings } from "./bindings.ts";

interface BrowserRequest {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent in the Authorization header. */
  readonly accessToken?: string;
  /** What Cloudflare's edge says of the network. */
  readonly cf?: { readonly city?: string; readonly country?: string };
  /** The `waitUntil` work is dropped, as when the platform cancels it. */
  readonly loseBackgroundWork?: boolean;
}

/** A browser on the web app's page: it keeps cookies and sends what browsers send of themselves. */
export interface Browser {
  readonly cookies: Map<string, string>;
  /** Its own network, so that limits of other tests do not reach it. */
  readonly address: string;
  send(path: string, request?: BrowserRequest): Promise<Response>;
  /** A POST with a JSON body, `{}` by default. */
  post(path: string, body?: unknown, request?: BrowserRequest): Promise<Response>;
}

/**
 * Opens a browser. Its requests enter where Cloudflare's do; answers come back when background work is done. With
 * `variables` it meets a worker of its own that is configured so.
 */
export function openBrowser(variables?: Readonly<Record<string, string>>): Browser {
  const entrance = variables ? createApp(createPorts(readConfig({ ...bindings, ...variables }))) : worker;
  const cookies = new Map<string, string>();
  const address = `2001:db8:${randomGroup()}:${randomGroup()}::1`;

  async function send(path: string, request: BrowserRequest = {}): Promise<Response> {
    const { method = "GET", body, headers = {}, accessToken, cf, loseBackgroundWork = false } = request;
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; ");
    const sent = new Headers({
      Origin: bindings.WEB_ORIGIN,
      "Sec-Fetch-Site": "same-site",
      "Sec-Fetch-Mode": "cors",
      "CF-Connecting-IP": address,
      ...(cookie === "" ? {} : { Cookie: cookie }),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` }),
    });
    for (const [name, value] of Object.entries(headers)) {
      if (value === undefined) sent.delete(name);
      else sent.set(name, value);
    }
    const context = createExecutionContext();
    if (loseBackgroundWork) context.waitUntil = () => undefined;
    const answer = await entrance.fetch(
      new Request(new URL(path, bindings.AUTH_ORIGIN), {
        method,
        headers: sent,
        ...(cf === undefined ? {} : { cf }),
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
      bindings,
      context,
    );
    await waitOnExecutionContext(context);
    for (const line of answer.headers.getSetCookie()) keepCookie(cookies, line);
    return answer;
  }

  return {
    cookies,
    address,
    send,
    post: (path, body = {}, request = {}) => send(path, { ...request, method: "POST", body }),
  };
}

/** The only form in which this worker may set a cookie; browsers refuse a `__Host-` one without Secure or with a Domain. */
const cookieForm =
  /^(__Host-(?:rt|browser))=([\w.-]*); Max-Age=(\d+); Path=\/; HttpOnly; Secure; SameSite=Strict$/;

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [, name, value = "", maxAge] = cookieForm.exec(line) ?? [];
  if (name === undefined) throw new Error(`a cookie with other attributes: ${line.replace(/=[^;]*/, "=…")}`);
  if (maxAge === "0") cookies.delete(name);
  else cookies.set(name, value);
}

function randomGroup(): string {
  return Math.floor(Math.random() * 0xffff).toString(16);
}
