import { AccessGrant } from "@alva/contracts/auth";
import * as z from "zod";
import type { Figure } from "../table.ts";
import { openAccounts } from "./accounts.ts";
import { askForLink, mailedSecret } from "./ask-for-link.ts";
import { getAsk, postAsk } from "./asks.ts";
import { betterAuthSchema } from "./better-auth-tables.ts";
import type { Answer, Ask } from "./call.ts";
import type { AuthBench } from "./start.ts";
import { median } from "./statistics.ts";
import { takeTurns } from "./turns.ts";

const rounds = { warmUp: 12, counted: 36 };
/** How many requests a turn has. Sending has one, since mail that leaves after an answer would disturb the next. */
const perTurn = 5;
const people = (rounds.warmUp + rounds.counted) * perTurn;
const sends = { warmUp: rounds.warmUp * perTurn, counted: rounds.counted * perTurn };

/**
 * The auth worker and better-auth answering the same questions about the same people, in milliseconds per request
 * within workerd: from the call of the worker to the end of its answer, what it asks others included. What has a
 * budget is how many times as long better-auth takes, the median over rounds in which both had their turn.
 *
 * - send: a known address asks for a link. Ours asks Redis twice, for the limits per network and per recipient.
 * - sign-in: a link is spent by someone who has an account.
 * - session check: what the api worker runs for each request is the bearer check, which asks nobody. `/auth/me` asks
 *   the database whether the session is still alive, as better-auth's get-session does unless it trusts its cookie;
 *   that cookie, like our access token, does not notice for some minutes that a session has ended.
 * - refresh: ours rotates the refresh token and issues an access token. better-auth's token stays the same: it finds
 *   the session and moves its end, which it does once a day, so its sessions are made two days old before.
 *
 * Aimed at are four times on session checks and two on signing in or refreshing. A sign-in is about two times ahead; its
 * budget leaves room for a busy machine. A refresh is about 1.3 times ahead, since its one trip to the database does
 * what better-auth does in two light ones, and sending is behind: better-auth asks Redis once, we ask twice, and our
 * statement looks for the account, which better-auth leaves for later. Neither has a budget.
 */
export async function besideBetterAuthFigures(bench: AuthBench): Promise<Figure[]> {
  const addresses = await openAccounts(bench.owner, people);
  const send = await measureSend(bench, addresses);
  const { signIn, sessions } = await measureSignIn(bench, addresses);
  const check = await measureCheck(bench, sessions);
  const refresh = await measureRefresh(bench, sessions);
  return [
    ...pair("send", send.ours, send.theirs),
    ...pair("sign-in", signIn.ours, signIn.theirs, 1.7),
    milliseconds("session check: our bearer check", check.bearer),
    milliseconds("session check: our GET /auth/me", check.me),
    milliseconds("session check: better-auth", check.theirs),
    milliseconds("session check: better-auth trusting its cookie", check.theirCookie),
    times("session check: better-auth against our bearer check", check.theirs, check.bearer, 4),
    times("session check: better-auth against our GET /auth/me", check.theirs, check.me),
    times("session check: its cookie against our bearer check", check.theirCookie, check.bearer),
    ...pair("refresh", refresh.ours, refresh.theirs),
  ];
}

function measureSend(bench: AuthBench, addresses: readonly string[]) {
  return takeTurns(sends, {
    ours: (round) => askForLink(bench, { path: "/auth/send-magic-link", email: addresses[round] ?? "" }),
    async theirs(round) {
      const ask = postAsk("/api/auth/sign-in/magic-link", { email: addresses[round] });
      return (await bench.call("better-auth", [ask])).milliseconds;
    },
  });
}

/** What signed-in browsers hold, in one order of people. */
interface Sessions {
  readonly accessTokens: readonly string[];
  readonly refreshCookies: readonly string[];
  readonly theirCookies: readonly string[];
}

async function measureSignIn(bench: AuthBench, addresses: readonly string[]) {
  const ours = addresses.map((address) =>
    postAsk("/auth/verify-magic-link", { token: mailedSecret(bench, address) }),
  );
  const secrets = await theirSecrets(bench);
  const theirs = addresses.map((address) =>
    getAsk(`/api/auth/magic-link/verify?token=${secrets.get(address)}`),
  );
  const ourAnswers: Answer[] = [];
  const theirAnswers: Answer[] = [];
  const signIn = await takeTurns(rounds, {
    async ours(round) {
      const { answers, milliseconds } = await bench.call("alva", turnOf(ours, round));
      ourAnswers.push(...answers);
      return milliseconds;
    },
    async theirs(round) {
      const { answers, milliseconds } = await bench.call("better-auth", turnOf(theirs, round));
      theirAnswers.push(...answers);
      return milliseconds;
    },
  });
  const sessions: Sessions = {
    accessTokens: ourAnswers.map(({ body }) => AccessGrant.parse(JSON.parse(body)).access_token),
    refreshCookies: ourAnswers.map(cookieOf),
    theirCookies: theirAnswers.map(cookieOf),
  };
  return { signIn, sessions };
}

async function measureCheck(bench: AuthBench, { accessTokens, theirCookies }: Sessions) {
  const bearers = accessTokens.map((token) => ({ headers: { Authorization: `Bearer ${token}` } }));
  const me = bearers.map((options) => getAsk("/auth/me", options));
  const bearer = bearers.map((options) => getAsk("/", { ...options, statuses: [204] }));
  const theirs = theirCookies.map((Cookie) =>
    getAsk("/unlimited/api/auth/get-session", { headers: { Cookie } }),
  );

  // The first check through the cache gives the browser the cookie that it will trust.
  const { answers } = await bench.call(
    "better-auth",
    theirCookies.map((Cookie) => getAsk("/cached/api/auth/get-session", { headers: { Cookie } })),
  );
  const theirCookie = answers.map((answer, index) => {
    const Cookie = `${theirCookies[index]}; ${cookieOf(answer)}`;
    return getAsk("/cached/api/auth/get-session", { headers: { Cookie } });
  });

  return takeTurns(rounds, {
    me: async (round) => (await bench.call("alva", turnOf(me, round))).milliseconds,
    bearer: async (round) => (await bench.call("bearer", turnOf(bearer, round))).milliseconds,
    theirs: async (round) => (await bench.call("better-auth", turnOf(theirs, round))).milliseconds,
    theirCookie: async (round) => (await bench.call("better-auth", turnOf(theirCookie, round))).milliseconds,
  });
}

async function measureRefresh(bench: AuthBench, { refreshCookies, theirCookies }: Sessions) {
  await bench.owner.query(
    `update ${betterAuthSchema}.session set "expiresAt" = "expiresAt" - interval '2 days'`,
  );
  const ours = refreshCookies.map((Cookie) => postAsk("/auth/refresh", {}, { headers: { Cookie } }));
  const theirs = theirCookies.map((Cookie) => getAsk("/api/auth/get-session", { headers: { Cookie } }));
  return takeTurns(rounds, {
    ours: async (round) => (await bench.call("alva", turnOf(ours, round))).milliseconds,
    async theirs(round) {
      const { answers, milliseconds } = await bench.call("better-auth", turnOf(theirs, round));
      if (answers.some(({ cookies }) => cookies.length === 0)) throw new Error("a session was not extended");
      return milliseconds;
    },
  });
}

function turnOf(asks: readonly Ask[], round: number): Ask[] {
  return asks.slice(round * perTurn, (round + 1) * perTurn);
}

const Verification = z.object({ identifier: z.string(), value: z.string() });
const Asked = z.object({ email: z.string() });

/** better-auth keeps them as they are, so the database knows what its mails would have said. */
async function theirSecrets({ owner }: AuthBench): Promise<Map<string, string>> {
  const { rows } = await owner.query(`select identifier, value from ${betterAuthSchema}.verification`);
  return new Map(
    z
      .array(Verification)
      .parse(rows)
      .map(({ identifier, value }) => [
        Asked.parse(JSON.parse(value)).email,
        identifier.replace("magic-link:", ""),
      ]),
  );
}

function cookieOf({ cookies }: Answer): string {
  return cookies.map((cookie) => cookie.split(";", 1)[0]).join("; ");
}

function pair(what: string, ours: readonly number[], theirs: readonly number[], atLeast?: number): Figure[] {
  return [
    milliseconds(`${what}: ours`, ours),
    milliseconds(`${what}: better-auth`, theirs),
    times(`${what}: better-auth against ours`, theirs, ours, atLeast),
  ];
}

function milliseconds(name: string, values: readonly number[]): Figure {
  return { name, value: median(values), unit: "ms" };
}

function times(name: string, theirs: readonly number[], ours: readonly number[], atLeast?: number): Figure {
  const value = median(theirs.map((their, round) => their / (ours[round] ?? Number.NaN)));
  return { name, value, unit: "times", ...(atLeast === undefined ? {} : { atLeast }) };
}
