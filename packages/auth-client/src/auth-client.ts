import type { AccessGrant, Account } from "@alva/contracts/auth";
import { authEndpoints } from "@alva/contracts/auth-endpoints";
import type { Endpoint } from "@alva/contracts/endpoint";
import { readProblem } from "@alva/contracts/problem-error";
import type * as z from "zod";

interface AuthClientOptions {
  readonly authOrigin: string;
  readonly fetch?: typeof fetch;
}

interface RequestOptions {
  readonly body?: object;
  readonly accessToken?: string;
}

/** A token is replaced when it has less than this left, so that it is still alive when it arrives. */
const refreshAheadMilliseconds = 60_000;

/** A session with the auth worker. Each method rejects with `ProblemError` on a refusal. */
export type AuthClient = ReturnType<typeof createAuthClient>;

/**
 * A client of the auth worker. It keeps the access token in memory only; the refresh token is a cookie that scripts
 * cannot read. Every answer is parsed with the contract's schema.
 */
export function createAuthClient({ authOrigin, fetch: send = fetch }: AuthClientOptions) {
  let held: { readonly token: string; readonly goodUntil: number } | undefined;
  /** The refresh under way. Signing in or out disowns it, so that it cannot bring the old session back. */
  let refreshing: Promise<AccessGrant> | undefined;

  async function request(
    { method, path }: Endpoint,
    { body, accessToken }: RequestOptions,
  ): Promise<Response> {
    const answer = await send(new URL(path, authOrigin), {
      method,
      credentials: "include",
      headers: {
        ...(body ? { "Content-Type": "application/json" } : {}),
        ...(accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw await readProblem(answer);
    return answer;
  }

  async function call<Body extends z.ZodType>(
    endpoint: Endpoint,
    reply: { readonly body: Body },
    options: RequestOptions,
  ): Promise<z.output<Body>> {
    const answer = await request(endpoint, options);
    return reply.body.parse(await answer.json());
  }

  function hold(grant: AccessGrant): void {
    const goodUntil = Date.now() + grant.expires_in * 1000 - refreshAheadMilliseconds;
    held = { token: grant.access_token, goodUntil };
  }

  /** Gets a fresh access token with the cookie. Callers at the same time share one request. */
  function refresh(): Promise<AccessGrant> {
    if (refreshing) return refreshing;
    const request = call(authEndpoints.refresh, authEndpoints.refresh.replies[200], { body: {} })
      .then((grant) => {
        if (refreshing === request) hold(grant);
        return grant;
      })
      .finally(() => {
        if (refreshing === request) refreshing = undefined;
      });
    refreshing = request;
    return request;
  }

  /** A living access token: the one in memory, or a fresh one shortly before that expires. */
  async function accessToken(): Promise<string> {
    if (held && Date.now() < held.goodUntil) return held.token;
    return (await refresh()).access_token;
  }

  return {
    register: (email: string) =>
      call(authEndpoints.register, authEndpoints.register.replies[202], { body: { email } }),
    sendMagicLink: (email: string) =>
      call(authEndpoints.sendMagicLink, authEndpoints.sendMagicLink.replies[202], { body: { email } }),
    /** Spends a link; `token` is what stands behind `#token=` in it. */
    async verifyMagicLink(token: string) {
      const endpoint = authEndpoints.verifyMagicLink;
      const signIn = await call(endpoint, endpoint.replies[200], { body: { token } });
      refreshing = undefined;
      hold(signIn);
      return signIn;
    },
    refresh,
    accessToken,
    async me(): Promise<Account> {
      return call(authEndpoints.me, authEndpoints.me.replies[200], { accessToken: await accessToken() });
    },
    /** Ends the session. The token in memory is forgotten even when the request fails. */
    async logout(): Promise<void> {
      refreshing = undefined;
      held = undefined;
      await request(authEndpoints.logout, { body: {} });
    },
  };
}
