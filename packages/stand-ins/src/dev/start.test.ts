import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv, promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anyFreePort, isFree } from "./free-port.ts";
import type { Addresses } from "./lock.ts";
import { createDevelopment, type Development } from "./start.ts";

/** Workers that tell what they were given. The real ones are started in the same way and have tests of their own. */
const worker = `export default {
  fetch: (request, env) => new URL(request.url).pathname === "/health" ? new Response("ok") : Response.json(env),
  scheduled() {},
}`;
const configuration = (name: string) => `name = "${name}"
main = "worker.js"
compatibility_date = "2026-11-01"
send_metrics = false
dev.ip = "127.0.0.1"
`;

let root: string;
let development: Development;
let addresses: Addresses;
let ports: { readonly WEB_PORT: string; readonly API_PORT: string; readonly AUTH_PORT: string };
const said: string[] = [];
const say = (sentence: string) => void said.push(sentence);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "alva-dev-"));
  await writeFile(join(root, "worker.js"), worker);
  for (const name of ["auth", "api"])
    await writeFile(join(root, `wrangler.${name}.toml`), configuration(name));
  const [web, api, auth] = await Promise.all([anyFreePort(), anyFreePort(), anyFreePort()]);
  ports = { WEB_PORT: String(web), API_PORT: String(api), AUTH_PORT: String(auth) };
  development = createDevelopment({
    root,
    fresh: false,
    thinkMs: 0,
    web: "dev",
    env: ports,
    say,
    log: () => undefined,
  });
  addresses = await development.start();
});
afterAll(async () => {
  await development?.close();
  await rm(root, { recursive: true, force: true });
});

async function given(origin: string): Promise<unknown> {
  return (await fetch(origin)).json();
}

test("everything answers where it is said to be", async () => {
  expect(addresses).toMatchObject({
    web: `http://localhost:${ports.WEB_PORT}`,
    api: `http://localhost:${ports.API_PORT}`,
  });
  // The model wants a key, like a real one.
  const { model, ...pages } = addresses;
  expect((await fetch(model ?? "")).status).toBe(401);
  for (const address of Object.values(pages).filter((one) => one !== undefined)) {
    expect((await fetch(address)).status).toBe(200);
  }
});

test("the variables for the workers are in a file that only its owner can read, and reach them", async () => {
  const path = join(root, ".dev.vars");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const variables = parseEnv(await readFile(path, "utf8"));
  expect(variables).toMatchObject({
    ENVIRONMENT: "development",
    WEB_ORIGIN: addresses.web,
    AUTH_ORIGIN: addresses.auth,
    API_ORIGIN: addresses.api,
    WEBHOOK_ORIGIN: `http://127.0.0.1:${ports.API_PORT}`,
    MAIL_URL: addresses.mailbox,
    MODEL_NAME: "alva-offline",
    MODEL_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1\/chat\/completions$/),
  });
  expect(await given(addresses.api)).toMatchObject({ AUTH_PUBLIC_KEYS: variables.AUTH_PUBLIC_KEYS });
  expect(await given(addresses.auth)).toMatchObject({ AUTH_SIGNING_KEYS: variables.AUTH_SIGNING_KEYS });
});

test("a worker that is killed is started again, and a sentence says so", async () => {
  process.kill(await wranglerOn(ports.API_PORT), "SIGKILL");
  const options = { timeout: 25_000, interval: 100 };
  await expect.poll(() => said, options).toContain("The api worker ended (SIGKILL). Starting it again.");
  await expect.poll(() => said, options).toContain(`The api worker runs again on port ${ports.API_PORT}.`);
  expect((await fetch(`${addresses.api}/health`)).status).toBe(200);
}, 40_000);

test("closing leaves nothing behind", async () => {
  await development.close();
  for (const port of Object.values(ports)) expect(await isFree(Number(port))).toBe(true);
  await expect(wranglerOn(ports.API_PORT)).rejects.toThrow("no such process");
});

async function wranglerOn(port: string): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,command="]);
  const line = stdout
    .split("\n")
    .find((each) => each.includes("wrangler") && each.includes(`--port=${port} `));
  if (!line) throw new Error("no such process");
  return Number.parseInt(line, 10);
}
