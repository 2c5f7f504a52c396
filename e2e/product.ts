import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { createApiClient } from "@alva/api-client/api-client";
import { SignIn } from "@alva/contracts/auth";
import { accessToken } from "@alva/http/testing/bearer-refusals";
import { type Stack, startStack } from "@alva/stand-ins/stack";
import { workerVariables } from "@alva/stand-ins/worker-variables";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { readModules } from "../tools/bundle.ts";

/** The product as it would be deployed: both built bundles in workerd, on the stand-ins. */
export interface Product {
  readonly stack: Stack;
  readonly origins: { readonly web: string; readonly auth: string; readonly api: string };
  /** A freshly signed-in person. */
  signIn(): Promise<Person>;
  /**
   * Somebody new with an access token as auth would sign it. The api worker asks nobody about one, so whoever needs
   * hundreds of people there waits for no mail.
   */
  meet(): Promise<Person>;
  /** The secret of the newest sign-in link that was mailed to this address. */
  linkFor(email: string): Promise<string>;
  /** What both workers' cron triggers do. */
  sweep(): Promise<void>;
  stopApi(): Promise<void>;
  startApi(): Promise<void>;
  close(): Promise<void>;
}

/** Someone with an account of their own. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly accessToken: string;
  readonly api: ReturnType<typeof createApiClient>;
}

/** A line that a worker logs. */
interface LogLine {
  readonly level: string;
  readonly message: string;
}

interface WorkerOptions {
  /** Takes what the workers log; without it everything is printed. */
  readonly log?: (line: LogLine) => void;
}

type ProductOptions = NonNullable<Parameters<typeof startStack>[0]> & WorkerOptions;

/** Starts the product from the bundles that `wrangler deploy` would upload. */
export async function startProduct({ log, ...options }: ProductOptions = {}): Promise<Product> {
  const stack = await startStack({ timeScale: 0.01, ...options });
  const [authPort, apiPort] = [await freePort(), await freePort()];
  const origins = {
    web: "http://localhost:3000",
    auth: `http://127.0.0.1:${authPort}`,
    api: `http://127.0.0.1:${apiPort}`,
  };
  const variables = workerVariables(stack, origins);
  const worker: WorkerOptions = log ? { log } : {};
  const auth = await startWorker("auth", authPort, variables, worker);
  let api: Miniflare | undefined = await startWorker("api", apiPort, variables, worker);

  return {
    stack,
    origins,
    async signIn() {
      const email = `owner-${randomUUID()}@example.com`;
      await post(`${origins.auth}/auth/send-magic-link`, { email });
      const token = await linkFor(stack, email);
      const answer = await post(`${origins.auth}/auth/verify-magic-link`, { token });
      const { access_token, account } = SignIn.parse(await answer.json());
      return personWith({ id: account.id, email, accessToken: access_token });
    },
    async meet() {
      const id = randomUUID();
      const email = `owner-${id}@example.com`;
      const issuer = { issuer: origins.auth, audience: origins.api, key: stack.secrets.signingKey };
      const token = await accessToken(issuer, { claims: { sub: id, email } });
      return personWith({ id, email, accessToken: token });
    },
    linkFor: (email) => linkFor(stack, email),
    async sweep() {
      for (const started of [auth, api]) {
        const worker = await started?.getWorker();
        await worker?.scheduled({ cron: "* * * * *" });
      }
    },
    async stopApi() {
      await api?.dispose();
      api = undefined;
    },
    async startApi() {
      api = await startWorker("api", apiPort, variables, worker);
    },
    async close() {
      await Promise.all([auth.dispose(), api?.dispose()]);
      await stack.close();
    },
  };

  function personWith(known: Omit<Person, "api">): Person {
    const api = createApiClient({
      apiOrigin: origins.api,
      fetch(input, init = {}) {
        const headers = new Headers(init.headers);
        headers.set("Authorization", `Bearer ${known.accessToken}`);
        return fetch(input, { ...init, headers });
      },
    });
    return { ...known, api };
  }

  function post(url: string, body: object): Promise<Response> {
    return fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Origin: origins.web,
        "Sec-Fetch-Site": "same-site",
        // As Cloudflare sets it. Everyone comes from a network of their own, so nobody meets another's limits.
        "CF-Connecting-IP": `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`,
      },
      body: JSON.stringify(body),
    });
  }
}

/** Runs a built worker at this port, 0 for any free one. Only what it declares is bound, as Cloudflare would. */
export async function startWorker(
  name: "auth" | "api",
  port: number,
  variables: Readonly<Record<string, string>>,
  { log }: WorkerOptions = {},
): Promise<Miniflare> {
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      name: `alva-${name}`,
      modules: await readModules(`dist/${name}`),
      compatibilityDate: "2026-11-01",
      compatibilityFlags: ["nodejs_als"],
      bindings: { ...variables },
      ...(name === "api" && { r2Buckets: ["UPLOADS"] }),
      host: "127.0.0.1",
      port,
      cf: false,
      ...(log && { handleStructuredLogs: log }),
    }),
  );
  await worker.ready;
  return worker;
}

/**
 * Prints what a worker logs as an error: by `console.error`, or as its line about a request that it failed, which names
 * the cause.
 */
export function printErrors({ level, message }: LogLine): void {
  if (level === "error" || message.startsWith('{"level":"error"')) console.error(message);
}

/** The secret of the newest sign-in link that was mailed to this address; waits up to 5 seconds for it. */
export async function linkFor({ mail }: Stack, email: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`${mail.url}/mailbox.json?to=${encodeURIComponent(email)}`);
    const token = /#(?:token|change)=([\w.-]+)/.exec(await answer.text())?.[1];
    if (token) return token;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no sign-in link arrived for ${email}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
