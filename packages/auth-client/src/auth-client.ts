import type {
  AccessGrant,
  Account,
  DeletionScheduled,
  EmailChanged,
  SessionList,
  SignIn,
} from "@alva/contracts/auth";
import { authEndpoints } from "@alva/contracts/auth-endpoints";
import type { Endpoint } from "@alva/contracts/endpoint";
import { endpointPath, type PathParts } from "@alva/contracts/endpoint-path";
import { ProblemError } from "@alva/contracts/problem-error";
import { readProblem } from "@alva/contracts/read-problem";
import type * as z from "zod";
import {
  beginningAfter,
  endAfter,
  isAlive,
  isFresh,
  isSameSession,
  type Knowledge,
  presentSession,
  type Session,
  type SignedIn,
  type Snapshot,
  supersedes,
} from "./session.ts";
import { connectTabs } from "./tabs.ts";
import { newTraceparent } from "./traceparent.ts";

interface AuthClientOptions {
  readonly authOrigin: string;
  readonly fetch?: typeof fetch;
}

interface RequestOptions extends PathParts {
  readonly body?: object;
}

/** When a person is offered to try again, so it is of no use to wait longer (product specification, section 5). */
const requestTimeoutMilliseconds = 20_000;

/** A session with the auth worker. Each method rejects with `ProblemError` on a refusal. */
export type AuthClient = ReturnType<typeof createAuthClient>;

/**
 * A client of the auth worker. It keeps the access token in memory only, in step with the other tabs of the same
 * browser; the refresh token is a cookie that scripts cannot read. Every answer is parsed with the contract's schema.
 * Only auth's `session_invalid` ends a session; after any other failure it lives on and the next call tries again.
 */
export function createAuthClient({ authOrigin, fetch: send = fetch }: AuthClientOptions) {
  let current: Snapshot = { state: "unknown", at: 0 };
  /** The renewal of `current` under way; everybody waits for it. */
  let renewing: Promise<SignedIn> | undefined;
  const listeners = new Set<(session: Session) => void>();
  const tabs = connectTabs({ name: `alva-auth ${authOrigin}`, current: () => current, learn });

  function learn(next: Knowledge): void {
    if (!supersedes(next, current)) return;
    const before = presentSession(current);
    const session = presentSession(next);
    current = next;
    renewing = undefined;
    if (isSameSession(before, session)) return;
    for (const listener of listeners) listener(session);
  }

  /** Takes over what this tab found out and tells the others. */
  function settle(next: Knowledge): void {
    learn(next);
    if (current === next) tabs.tell(next);
  }

  function signIn(grant: AccessGrant, { at }: { readonly at: number }): void {
    const { access_token, expires_in, account } = grant;
    const expiresAt = Date.now() + expires_in * 1000;
    settle({ state: "signed_in", at, accessToken: access_token, expiresAt, account });
  }

  function signOut(): void {
    settle({ state: "signed_out", at: endAfter(current) });
  }

  async function request(endpoint: Endpoint, options: RequestOptions = {}): Promise<Response> {
    const { body } = options;
    const deliver = endpoint.access === "bearer" ? fetchAuthorised : send;
    const answer = await deliver(new URL(endpointPath(endpoint, options), authOrigin), {
      method: endpoint.method,
      credentials: "include",
      // A page that is closed meanwhile must not lose the cookie that the answer brings.
      keepalive: true,
      // All tabs wait for a renewal, so one that hangs must end.
      signal: AbortSignal.timeout(requestTimeoutMilliseconds),
      headers: { traceparent: newTraceparent(), ...(body && { "Content-Type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw await readProblem(answer);
    return answer;
  }

  async function call<Body extends z.ZodType>(
    endpoint: Endpoint,
    reply: { readonly body: Body },
    options?: RequestOptions,
  ): Promise<z.output<Body>> {
    const answer = await request(endpoint, options);
    return reply.body.parse(await answer.json());
  }

  /** Gets something newer than what is held. Callers at the same time, also in other tabs, share one request. */
  function renew(): Promise<SignedIn> {
    if (renewing) return renewing;
    const renewal = replace(current).finally(() => {
      if (renewing === renewal) renewing = undefined;
    });
    renewing = renewal;
    return renewal;
  }

  async function replace(outdated: Snapshot): Promise<SignedIn> {
    await tabs.exclusively(async () => {
      // What the tab before this one got may still be on its way when the lock is granted, so it is asked for.
      if (current === outdated) await tabs.ask();
      const isReplaced = current !== outdated && (isFresh(current) || current.state === "signed_out");
      if (!isReplaced) await requestGrant();
    });
    if (current.state !== "signed_in") throw sessionEnded();
    return current;
  }

  async function requestGrant(): Promise<void> {
    const at = beginningAfter(current);
    try {
      signIn(await call(authEndpoints.refresh, authEndpoints.refresh.replies[200], { body: {} }), { at });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "session_invalid") throw error;
      settle({ state: "signed_out", at });
      // Not when someone has signed in meanwhile: what was refused is the session before.
      if (current.state !== "signed_in") throw error;
    }
  }

  /**
   * A session whose token is alive and is not the `refused` one. Rejects when meanwhile another account signed in: what
   * one person asked for must not be done as another.
   */
  async function living(refused?: SignedIn): Promise<SignedIn> {
    const held = current;
    if (held.state === "signed_out") throw sessionEnded();
    const found = held !== refused && isFresh(held) ? held : await renew().catch(salvage);
    const asker = refused ?? held;
    if (asker.state === "signed_in" && asker.account.id !== found.account.id) throw sessionEnded();
    return found;

    /** When refreshing ahead of time fails, the time that is left is used. */
    function salvage(failure: unknown): SignedIn {
      if (held === refused || held !== current || !isAlive(held)) throw failure;
      return held;
    }
  }

  /**
   * A `fetch` for endpoints of the workers that ask for an access token; it goes to whatever address is given, so give no
   * other. When a worker does not accept the token, it is replaced once and the request sent once more, unless its body
   * is a stream, which cannot be sent twice. Each call is a trace of its own, unless it carries one on. Rejects with
   * `ProblemError` when there is no session or no token to be had.
   */
  async function fetchAuthorised(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const session = await living();
    const again = input instanceof Request ? input.clone() : input;
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}));
    if (!headers.has("traceparent")) headers.set("traceparent", newTraceparent());
    const answer = await send(input, withToken(session, { ...init, headers }));
    if (!(await refusesToken(answer)) || init?.body instanceof ReadableStream) return answer;
    return send(again, withToken(await living(session), { ...init, headers }));
  }

  return {
    register: (email: string) =>
      call(authEndpoints.register, authEndpoints.register.replies[202], { body: { email } }),
    sendMagicLink: (email: string) =>
      call(authEndpoints.sendMagicLink, authEndpoints.sendMagicLink.replies[202], { body: { email } }),
    /** Spends a link and signs all tabs in; `token` is what its fragment has under that name. */
    async verifyMagicLink(token: string): Promise<SignIn> {
      const { verifyMagicLink } = authEndpoints;
      // A refresh of the session before, answered after this, would put its cookie in the place of the new one.
      const grant = await tabs.exclusively(() =>
        call(verifyMagicLink, verifyMagicLink.replies[200], { body: { token } }),
      );
      signIn(grant, { at: endAfter(current) });
      return grant;
    },
    /** An access token that is newer than the one held, also after a sign-out that this client was told of. */
    refresh: async (): Promise<string> => (await renew()).accessToken,
    /** A living access token: the one in memory, or a fresh one from a minute before that expires. */
    accessToken: async (): Promise<string> => (await living()).accessToken,
    fetch: fetchAuthorised,
    me: (): Promise<Account> => call(authEndpoints.me, authEndpoints.me.replies[200]),
    /** Signs all tabs out at once, and ends the session. When the request fails they are signed out all the same. */
    async logout(): Promise<void> {
      signOut();
      await request(authEndpoints.logout, { body: {} });
      // Once more, for a refresh that began in between had the cookie still.
      signOut();
    },
    /** Ends every session of this person, or every other one. Signs all tabs out unless this session is kept. */
    async logoutAll({ keepThis }: { readonly keepThis: boolean }): Promise<void> {
      await request(authEndpoints.logoutAll, { body: { keep_this: keepThis } });
      if (!keepThis) signOut();
    },
    listSessions: (): Promise<SessionList> =>
      call(authEndpoints.listSessions, authEndpoints.listSessions.replies[200]),
    /** Ends one of this person's sessions. When it is the present one, the next request finds it out. */
    async endSession(id: string): Promise<void> {
      await request(authEndpoints.endSession, { params: { id } });
    },
    /** What happened to this account, newest first, in pages. */
    listEvents: (query: { readonly limit?: number; readonly cursor?: string } = {}) =>
      call(authEndpoints.listEvents, authEndpoints.listEvents.replies[200], { query }),
    /** Asks for a link to a new address of this account. */
    changeEmail: (email: string) =>
      call(authEndpoints.changeEmail, authEndpoints.changeEmail.replies[202], { body: { email } }),
    /** Spends such a link; `token` is what its fragment has as `change`. A session here has the address after a refresh. */
    verifyEmailChange: (token: string): Promise<EmailChanged> =>
      call(authEndpoints.verifyEmailChange, authEndpoints.verifyEmailChange.replies[200], {
        body: { token },
      }),
    /** Has the account erased in 14 days and signs all tabs out. `email` is its address, typed again. */
    async deleteAccount(email: string): Promise<DeletionScheduled> {
      const { deleteAccount } = authEndpoints;
      const scheduled = await call(deleteAccount, deleteAccount.replies[200], { body: { email } });
      signOut();
      return scheduled;
    },
    /** Keeps an account that waits to be erased. */
    async restoreAccount(): Promise<Account> {
      const { restoreAccount } = authEndpoints;
      const account = await call(restoreAccount, restoreAccount.replies[200], { body: {} });
      if (current.state === "signed_in") settle({ ...current, at: endAfter(current), account });
      return account;
    },
    /**
     * Calls `listener` with the session, now and whenever it changes, here or in another tab. Returns what ends that.
     * It is unknown until something asked for a token, so an app begins with `accessToken()`.
     */
    subscribe(listener: (session: Session) => void): () => void {
      listeners.add(listener);
      listener(presentSession(current));
      return () => void listeners.delete(listener);
    },
    /** Leaves the other tabs and forgets the listeners. */
    close(): void {
      listeners.clear();
      tabs.close();
    },
  };
}

function withToken({ accessToken }: SignedIn, init: RequestInit): RequestInit {
  const headers = new Headers(init.headers);
  headers.set("Authorization", `Bearer ${accessToken}`);
  return { ...init, headers };
}

async function refusesToken(answer: Response): Promise<boolean> {
  if (answer.status !== 401) return false;
  const { code } = await readProblem(answer.clone());
  return code === "access_token_expired" || code === "access_token_invalid";
}

/** What auth itself would say. */
function sessionEnded(): ProblemError {
  return new ProblemError({
    status: 401,
    code: "session_invalid",
    detail: "Your session has ended. Sign in again to continue.",
    request_id: "",
  });
}
