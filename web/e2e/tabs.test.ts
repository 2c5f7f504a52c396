import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { AuthClient, createAuthClient } from "@alva/auth-client/auth-client";
import { build } from "esbuild";
import type { Browser, BrowserContext, Page, Request, Route } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Addresses, mailedLink, openProduct, tokenOf } from "./testing/product.ts";

declare global {
  interface Window {
    alva: { createAuthClient: typeof createAuthClient };
    client: AuthClient;
    /** The states of the session that the client has told of, in order. */
    states: string[];
  }
}

let addresses: Addresses;
let browser: Browser;
let script: string;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  script = await bundleAuthClient();
  return () => product.close();
});

let context: BrowserContext;
let refreshes: number;
beforeEach(async () => {
  context = await browser.newContext();
  refreshes = 0;
  context.on("request", (request) => {
    if (isRefresh(request)) refreshes += 1;
  });
  await context.route("**/auth-client.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: script }),
  );
  // The page itself under its own policy, without the app in it, whose client would refresh too.
  await context.route("**/_next/**", (route) => route.abort());
});
afterEach(() => context.close());

describe("20 tabs that need a token at the same moment", () => {
  test("are content with one refresh, and so is a tab that opens later", async () => {
    await signIn();
    const tabs = await openTabs(20);
    const held = await holdRefreshes();
    const asking = Promise.all(tabs.map(accessToken));
    await expect.poll(locksAwaited).toBe(19);
    await held.stop();
    await held.release();
    const tokens = await asking;
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toMatch(/^ey/);
    expect(await accessToken(await openTab())).toBe(tokens[0]);
    expect(refreshes).toBe(1);
    expect(await Promise.all(tabs.map(states))).toEqual(tabs.map(() => ["unknown", "signed_in"]));
    await expectNothingStored(tabs);
  });

  test("are content with one refresh when the token they share runs out", async () => {
    await signIn();
    const tabs = await openTabs(20);
    const [first] = await Promise.all(tabs.map(accessToken));
    refreshes = 0;
    await Promise.all(tabs.map(beginLastMinute));
    const tokens = await Promise.all(tabs.map(accessToken));
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(first);
    expect(refreshes).toBe(1);
  });

  test("stay signed in and use the token they have while auth answers 503", async () => {
    await signIn();
    const tabs = await openTabs(20);
    const tokens = await Promise.all(tabs.map(accessToken));
    await context.route(refreshAddress(), answerUnavailable);
    await Promise.all(tabs.map(beginLastMinute));
    expect(await Promise.all(tabs.map(accessToken))).toEqual(tokens);
    expect(await Promise.all(tabs.map(states))).toEqual(tabs.map(() => ["unknown", "signed_in"]));
    await context.unroute(refreshAddress());
    const renewed = await Promise.all(tabs.map(accessToken));
    expect(new Set(renewed).size).toBe(1);
    expect(renewed[0]).not.toBe(tokens[0]);
  });
});

test("a sign-in in one tab is seen by another, which needs no refresh", async () => {
  const [waiting, linked] = [await openTab(), await openTab()];
  expect(await accessToken(waiting)).toBe("session_invalid");
  await signIn(linked);
  await expect.poll(() => states(waiting)).toEqual(["unknown", "signed_out", "signed_in"]);
  expect(await accessToken(waiting)).toBe(await accessToken(linked));
  expect(refreshes).toBe(1);
});

test("signing out in one tab signs out all 20, and no token is to be had in any", async () => {
  await signIn();
  const tabs = await openTabs(20);
  await Promise.all(tabs.map(accessToken));
  await tabs[3]?.evaluate(() => window.client.logout());
  await expect
    .poll(() => Promise.all(tabs.map(states)))
    .toEqual(tabs.map(() => ["unknown", "signed_in", "signed_out"]));
  expect(await Promise.all(tabs.map(accessToken))).toEqual(tabs.map(() => "session_invalid"));
  expect(await accessToken(await openTab())).toBe("session_invalid");
  expect(await refreshCookie()).toBeUndefined();
  await expectNothingStored(tabs);
});

test("a tab that is closed while it refreshes holds up nobody", async () => {
  await signIn();
  const [closing, others] = [await openTab(), await openTabs(2)];
  await holdRefreshes();
  const lost = accessToken(closing).catch(() => "closed");
  await expect.poll(() => refreshes).toBe(1);
  const asking = Promise.all(others.map(accessToken));
  await expect.poll(locksAwaited).toBe(2);
  await context.unroute(refreshAddress());
  await closing.close();
  const tokens = await asking;
  expect(await lost).toBe("closed");
  expect(new Set(tokens).size).toBe(1);
  expect(tokens[0]).toMatch(/^ey/);
});

test("a tab that is closed while it refreshes does not lose the cookie of the answer", async () => {
  await signIn();
  const closing = await openTab();
  const before = await refreshCookie();
  const asked = context.waitForEvent("request", isRefresh);
  await closing.evaluate(() => void window.client.refresh());
  await asked;
  await closing.close();
  await expect.poll(refreshCookie).not.toBe(before);
});

test("a tab that is frozen while it refreshes holds up nobody for ever", async () => {
  await signIn();
  const [frozen, others] = [await openTab(), await openTabs(2)];
  const held = await holdRefreshes();
  const late = accessToken(frozen);
  await expect.poll(() => refreshes).toBe(1);
  await freeze(frozen);
  await held.stop();
  const tokens = await Promise.all(others.map(accessToken));
  expect(tokens).toEqual(tokens.map(() => expect.stringMatching(/^ey/)));
  await thaw(frozen);
  await held.release();
  expect(await late).toMatch(/^ey/);
  expect(await Promise.all(others.map(states))).toEqual(others.map(() => ["unknown", "signed_in"]));
});

/** The auth client as a script of the web app's own origin, so that the page's content security policy stays strict. */
async function bundleAuthClient(): Promise<string> {
  const entry = new URL("../../packages/auth-client/src/auth-client.ts", import.meta.url);
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: "iife",
    globalName: "alva",
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}

function refreshAddress(): string {
  return `${addresses.auth}/auth/refresh`;
}

/** A refresh itself, not the preflight before it. */
function isRefresh(request: Request): boolean {
  return request.method() === "POST" && request.url() === refreshAddress();
}

async function refreshCookie(): Promise<string | undefined> {
  const cookies = await context.cookies(addresses.auth);
  return cookies.find(({ name }) => name === "__Host-rt")?.value;
}

/** Tabs of one browser, each with a client of its own. */
function openTabs(count: number): Promise<Page[]> {
  return Promise.all(Array.from({ length: count }, openTab));
}

async function openTab(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(addresses.web);
  await page.addScriptTag({ url: "/auth-client.js" });
  await page.evaluate((authOrigin) => {
    window.states = [];
    window.client = window.alva.createAuthClient({ authOrigin });
    window.client.subscribe(({ state }) => window.states.push(state));
  }, addresses.auth);
  return page;
}

/** Signs in with a mailed link, in a tab that is closed again unless one is given. */
async function signIn(tab?: Page): Promise<void> {
  const page = tab ?? (await openTab());
  const email = `owner-${randomUUID()}@example.com`;
  await page.evaluate((email) => window.client.sendMagicLink(email), email);
  const token = tokenOf(await mailedLink(addresses, email));
  await page.evaluate((token) => window.client.verifyMagicLink(token), token);
  if (!tab) await page.close();
}

/** The token, or the code of the refusal. */
function accessToken(page: Page): Promise<string> {
  return page.evaluate(() => window.client.accessToken().catch((error) => String(error.code ?? error)));
}

function states(page: Page): Promise<string[]> {
  return page.evaluate(() => window.states);
}

/** Moves a tab's clock to when its token lives for half a minute more. */
async function beginLastMinute(page: Page): Promise<void> {
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 870_000;
  });
}

/** Keeps refreshes from reaching auth: those that come until `stop`, and for as long as they are not released. */
async function holdRefreshes() {
  const held: Route[] = [];
  await context.route(refreshAddress(), (route) => void held.push(route));
  return {
    stop: () => context.unroute(refreshAddress()),
    release: () => Promise.all(held.map((route) => route.continue())),
  };
}

function answerUnavailable(route: Route): Promise<void> {
  const code = "dependency_unavailable";
  return route.fulfill({
    status: 503,
    json: { type: `urn:alva:problem:${code}`, title: "t", status: 503, code, detail: "d", request_id: "r" },
  });
}

/** How many tabs wait for a lock that another holds. */
async function locksAwaited(): Promise<number> {
  const [page] = context.pages();
  const { pending } = (await page?.evaluate(() => navigator.locks.query())) ?? {};
  return pending?.length ?? 0;
}

async function freeze(page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
}

async function thaw(page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send("Page.setWebLifecycleState", { state: "active" });
}

async function expectNothingStored(tabs: readonly Page[]): Promise<void> {
  const stored = await Promise.all(
    tabs.map((page) =>
      page.evaluate(async () => ({
        local: localStorage.length,
        session: sessionStorage.length,
        databases: (await indexedDB.databases()).length,
        cookie: document.cookie,
      })),
    ),
  );
  expect(stored).toEqual(tabs.map(() => ({ local: 0, session: 0, databases: 0, cookie: "" })));
}
