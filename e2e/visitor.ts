import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { AccessGrant } from "@alva/contracts/auth";
import type { Stack } from "@alva/stand-ins/stack";
import { linkFor } from "./product.ts";

interface Place {
  readonly stack: Stack;
  readonly origins: { readonly web: string; readonly auth: string; readonly api: string };
  /** Told of every answer. */
  readonly onAnswer: (answer: Answer) => void;
}

/** What became of a request; status 0 when there was no answer at all. */
export interface Answer {
  readonly request: string;
  readonly status: number;
}

/** A browser with its session, two tabs of which are open. */
export interface Visitor {
  readonly accessToken: string;
  /** Both tabs refresh at once, then the session's token is used. */
  visit(): Promise<void>;
  /** Status of a GET with an access token, the session's own by default. */
  get(url: string, accessToken?: string): Promise<number>;
}

interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Signs someone in by mailed link whom nobody knows, from a network of their own. */
export async function newVisitor({ stack, origins, onAnswer }: Place): Promise<Visitor> {
  const network = `2001:db8:${randomBytes(2).toString("hex")}:${randomBytes(2).toString("hex")}::1`;
  let cookie = "";
  let accessToken = "";

  function send(url: string, { headers, ...init }: Sent): Promise<Response> {
    const all = { ...headers, "CF-Connecting-IP": network };
    return fetch(url, { ...init, headers: all }).catch(() => Response.error());
  }

  async function tell(request: string, answering: Promise<Response>): Promise<Response> {
    const answer = await answering;
    onAnswer({ request, status: answer.status });
    return answer;
  }

  function sendPost(path: string, body: object): Promise<Response> {
    return send(`${origins.auth}${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: {
        "Content-Type": "application/json",
        Origin: origins.web,
        "Sec-Fetch-Site": "same-site",
        ...(cookie === "" ? {} : { Cookie: cookie }),
      },
    });
  }

  const post = (path: string, body: object) => tell(`POST ${path}`, sendPost(path, body));

  /** On a busy machine Redis may miss the 300 ms after which no link is sent: then somebody else asks for one. */
  async function requestLink(): Promise<string> {
    const email = `${randomUUID()}@example.com`;
    const { status } = await sendPost("/auth/send-magic-link", { email });
    if (status === 503) return wait(1000).then(requestLink);
    onAnswer({ request: "POST /auth/send-magic-link", status });
    return email;
  }

  async function keep(answer: Response): Promise<void> {
    if (!answer.ok) return;
    const session = answer.headers.getSetCookie().find((line) => line.startsWith("__Host-rt="));
    cookie = session?.split(";")[0] ?? cookie;
    accessToken = AccessGrant.parse(await answer.json()).access_token;
  }

  async function get(url: string, token = accessToken): Promise<number> {
    const asked = send(url, { method: "GET", headers: { Authorization: `Bearer ${token}` } });
    return (await tell(`GET ${new URL(url).pathname}`, asked)).status;
  }

  const secret = await linkFor(stack, await requestLink());
  await keep(await post("/auth/verify-magic-link", { token: secret }));

  return {
    get accessToken() {
      return accessToken;
    },
    get,
    async visit() {
      const [one, other] = await Promise.all([post("/auth/refresh", {}), post("/auth/refresh", {})]);
      if (one.headers.get("Set-Cookie") !== other.headers.get("Set-Cookie")) {
        onAnswer({ request: "two tabs with one successor", status: 0 });
      }
      await keep(one);
      await Promise.all([
        get(`${origins.api}/plans`),
        get(`${origins.api}/tasks`),
        get(`${origins.auth}/auth/me`),
      ]);
    },
  };
}
