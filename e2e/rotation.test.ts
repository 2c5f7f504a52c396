import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { accountErased } from "@alva/contracts/account-erased";
import { type Stack, startStack } from "@alva/stand-ins/stack";
import { workerVariables } from "@alva/stand-ins/worker-variables";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type Move, nextValue, publicKeysOf } from "../tools/keys/next-value.ts";
import { type Deployment, startDeployment } from "./deployment.ts";
import { type Answer, newVisitor, type Visitor } from "./visitor.ts";

let stack: Stack;
let owner: Client;
let auth: Deployment;
let api: Deployment;
let origins: { web: string; auth: string; api: string };
/** The auth worker's secrets, as they are at the moment. */
let secrets: { AUTH_SIGNING_KEYS: string; AUTH_LINK_KEY: string; AUTH_REFRESH_KEY: string };
let answers: Answer[] = [];

beforeAll(async () => {
  stack = await startStack({ timeScale: 0.01 });
  auth = await startDeployment("auth");
  api = await startDeployment("api");
  origins = { web: "http://localhost:3000", auth: auth.origin, api: api.origin };
  const variables = workerVariables(stack, origins);
  const { AUTH_SIGNING_KEYS = "", AUTH_LINK_KEY = "", AUTH_REFRESH_KEY = "" } = variables;
  secrets = { AUTH_SIGNING_KEYS, AUTH_LINK_KEY, AUTH_REFRESH_KEY };
  await auth.begin(variables);
  await api.begin(variables);
  owner = new Client({ connectionString: stack.postgres.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await Promise.all([auth.close(), api.close()]);
  await stack.close();
});

const arrive = () => newVisitor({ stack, origins, onAnswer: (answer) => void answers.push(answer) });

const SigningKeys = z.object({ current: z.string(), next: z.string() });

/** With five requests a visit, 40 requests a second. Two of them refresh; a session may 60 times a minute. */
const visitorCount = 12;
const visitEveryMs = 1500;

/** People who come again and again, and new ones who sign in, until `stop`. */
async function startLoad() {
  const stopping = new AbortController();
  const visitors: Visitor[] = [];
  while (visitors.length < visitorCount) visitors.push(await arrive());
  const visits = new Map<Visitor, number>();

  async function every(ms: number, work: () => Promise<unknown>): Promise<void> {
    while (!stopping.signal.aborted) await Promise.all([work(), wait(ms)]);
  }
  const running = visitors.map(async (visitor, index) => {
    await wait((index * visitEveryMs) / visitorCount);
    await every(visitEveryMs, async () => {
      await visitor.visit();
      visits.set(visitor, (visits.get(visitor) ?? 0) + 1);
    });
  });
  running.push(
    every(1000, () => arrive().catch(() => void answers.push({ request: "a sign-in", status: 0 }))),
  );

  return {
    /** Resolves when everybody has come once from the beginning to the end. */
    async everyoneCame(): Promise<void> {
      const before = new Map(visits);
      const fewest = () =>
        Math.min(...visitors.map((visitor) => (visits.get(visitor) ?? 0) - (before.get(visitor) ?? 0)));
      await expect.poll(fewest, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
    },
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

function move(step: Move): typeof secrets {
  secrets = {
    AUTH_SIGNING_KEYS: nextValue("signing", step, secrets.AUTH_SIGNING_KEYS),
    AUTH_LINK_KEY: nextValue("link", step, secrets.AUTH_LINK_KEY),
    AUTH_REFRESH_KEY: nextValue("refresh", step, secrets.AUTH_REFRESH_KEY),
  };
  return secrets;
}

/** A second login with the rights of the first, because a login has one password only. Returns its URL. */
async function createLogin(): Promise<string> {
  const password = randomBytes(32).toString("base64url");
  await owner.query(`create role alva_auth_next login password '${password}' in role alva_auth`);
  await owner.query("alter role alva_auth_next set statement_timeout = '10s'");
  const url = new URL(stack.urls.authUrl);
  url.username = "alva_auth_next";
  url.password = password;
  return url.href;
}

async function closeOldLogin(): Promise<void> {
  await owner.query("alter role alva_auth nologin");
  await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'alva_auth'");
}

test("every key and the database's password change under load, two versions at once, and no request fails", async () => {
  const load = await startLoad();
  async function deploy(worker: Deployment, changes: Readonly<Record<string, string>>): Promise<void> {
    await worker.begin(changes);
    await load.everyoneCame();
    worker.finish();
  }

  try {
    await deploy(auth, move("introduce"));
    // A fresh version has asked for the keys, as every one has after the 10 minutes that an operator waits here.
    await deploy(api, {});
    await deploy(auth, move("promote"));
    await deploy(auth, { AUTH_DATABASE_URL: await createLogin() });
    // By then the older version has ended what it began, and everybody has a token of the new key, as after the 16
    // minutes that an operator waits.
    await load.everyoneCame();
    await closeOldLogin();
    await deploy(auth, move("retire"));
    await load.everyoneCame();
  } finally {
    await load.stop();
  }

  expect(answers.filter(({ status }) => status < 200 || status > 299)).toEqual([]);
  expect(answers.length).toBeGreaterThan(500);
}, 180_000);

test("QStash's signing keys roll twice while it delivers, and no delivery is refused", async () => {
  const { qstash } = stack;
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${qstash.url}${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${stack.secrets.qstashToken}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return answer.json();
  };
  const address = `${origins.api}${accountErased.path}`;
  const deliveries = () => qstash.messages().filter(({ url }) => url === address);

  const stopping = new AbortController();
  const publishing = (async () => {
    while (!stopping.signal.aborted) {
      // Erasing somebody whom nobody knows changes nothing.
      await ask(`/v2/publish/${address}`, { user_id: randomUUID() });
      await wait(20);
    }
  })();
  const untilMoreCame = async () => {
    const wanted = deliveries().length + 40;
    await expect.poll(() => deliveries().length, { timeout: 20_000 }).toBeGreaterThan(wanted);
  };

  for (let roll = 0; roll < 2; roll += 1) {
    const { current, next } = SigningKeys.parse(await ask("/v2/keys/rotate"));
    await untilMoreCame();
    await api.begin({ QSTASH_CURRENT_SIGNING_KEY: current });
    api.finish();
    await untilMoreCame();
    await api.begin({ QSTASH_NEXT_SIGNING_KEY: next });
    api.finish();
    await untilMoreCame();
  }
  stopping.abort();
  await publishing;
  await qstash.idle();
  const statuses = deliveries().map(({ attempts }) => attempts.map(({ status }) => status).join());
  expect(new Set(statuses)).toEqual(new Set(["204"]));
  expect(statuses.length).toBeGreaterThan(240);
}, 90_000);

test("a signing key that leaked is refused by an api worker's first request though it is configured, and sessions live on", async () => {
  const leaked = JSON.stringify(publicKeysOf(secrets.AUTH_SIGNING_KEYS));
  const visitor = await arrive();
  const token = visitor.accessToken;
  expect(await visitor.get(`${origins.api}/plans`, token)).toBe(200);

  await auth.begin({ AUTH_SIGNING_KEYS: nextValue("signing", "replace", "") });
  auth.finish();
  await api.begin({ AUTH_PUBLIC_KEYS: leaked });
  api.finish();
  expect(await visitor.get(`${origins.api}/plans`, token)).toBe(401);
  expect(await visitor.get(`${origins.auth}/auth/me`, token)).toBe(401);

  answers = [];
  await visitor.visit();
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
});
