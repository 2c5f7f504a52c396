import type { AccessGrant } from "@alva/contracts/auth";
import { onTestFinished } from "vitest";
import { type AuthClient, createAuthClient } from "../auth-client.ts";

type Account = AccessGrant["account"];

export const ann: Account = {
  id: "0196a5a0-0000-4000-8000-000000000001",
  email: "ann@example.com",
  erases_at: null,
};
export const ben: Account = {
  id: "0196a5a0-0000-4000-8000-000000000002",
  email: "ben@example.com",
  erases_at: null,
};

type Answer = (request: Request) => Response | Promise<Response>;

/** An auth worker that answers each path with what is prepared for it, in order, and remembers what it was asked. */
export function prepareAuth(answers: Record<string, Answer[]>) {
  // An origin of its own keeps a test's clients apart from those of others: tabs of one origin find each other.
  const authOrigin = `https://${crypto.randomUUID()}.example.com`;
  const asked: Request[] = [];

  /** A client in a tab of its own. */
  function openTab(): AuthClient {
    const client = createAuthClient({
      authOrigin,
      fetch: async (input, init) => {
        const request = new Request(input, init);
        asked.push(request);
        const path = pathOf(request);
        const answer = answers[path]?.shift();
        if (!answer) throw new TypeError(`nothing prepared for ${path}`);
        return answer(request);
      },
    });
    onTestFinished(() => client.close());
    return client;
  }

  return {
    authOrigin,
    asked,
    openTab,
    timesAsked: (path: string) => asked.filter((request) => pathOf(request) === path).length,
  };
}

function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}

export function grant(token: string, account = ann): () => Response {
  return () =>
    Response.json({
      access_token: token,
      token_type: "Bearer",
      expires_in: 900,
      account,
      same_browser: true,
    });
}

export function refusal(status: number, code: string, headers = {}): () => Response {
  const body = { type: `urn:alva:problem:${code}`, title: "t", status, code, detail: "d", request_id: "r" };
  return () => Response.json(body, { status, headers });
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}

/** The headers that a request was sent with. */
export function headersOf(request: Request | undefined): Record<string, string> {
  return Object.fromEntries(request?.headers ?? []);
}
