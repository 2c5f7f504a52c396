import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { signIn } from "./testing/owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

async function openLanding(): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await page.goto(addresses.web);
  return page;
}

/** Lets the next requests for a link fail as they would if auth, or the way to it, were at fault. */
async function failSending(page: Page, fault: { readonly status: number; readonly retryAfter?: number }) {
  await page.route(`${addresses.auth}/auth/send-magic-link`, (route) =>
    route.fulfill({
      status: fault.status,
      contentType: "text/html",
      headers: {
        "Access-Control-Allow-Origin": addresses.web,
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Expose-Headers": "Retry-After",
        ...(fault.retryAfter === undefined ? {} : { "Retry-After": String(fault.retryAfter) }),
      },
      body: "<p>A proxy's page</p>",
    }),
  );
}

async function ask(page: Page): Promise<void> {
  await page.getByLabel("Your e-mail").fill(`owner-${randomUUID()}@example.com`);
  await page.getByRole("button", { name: "Email me a link" }).click();
}

test("a mistyped address is named when the field is left, and no more once it is mended", async () => {
  const page = await openLanding();
  const field = page.getByLabel("Your e-mail");
  await field.fill("owner@nowhere");
  await field.press("Tab");
  await page.getByText("This does not look like an e-mail address.").waitFor();
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  await field.fill("owner@nowhere.example");
  await page.getByText("This does not look like an e-mail address.").waitFor({ state: "detached" });
  expect(await field.getAttribute("aria-invalid")).toBe("false");
});

test("while nothing can be sent, it is said what is safe, and the same button tries again", async () => {
  const page = await openLanding();
  await failSending(page, { status: 503 });
  await ask(page);
  await page.getByText("I couldn't send it; nothing was lost.").waitFor();
  await page.unroute(`${addresses.auth}/auth/send-magic-link`);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/check-mail");
});

test("after too many links the button counts down to when it works again", async () => {
  const page = await openLanding();
  await failSending(page, { status: 429, retryAfter: 90 });
  await ask(page);
  const button = page.getByRole("button", { name: /^Try again in \d+ s$/ });
  await button.waitFor();
  expect(await button.isDisabled()).toBe(true);
  await page.getByText("a link that arrived still works").waitFor();
});

test("without a connection the button is off and says why, until there is one", async () => {
  const page = await openLanding();
  const button = page.getByRole("button", { name: "Email me a link" });
  await page.context().setOffline(true);
  await page.getByText("You are offline, so I can't send a link right now.").waitFor();
  expect(await button.isDisabled()).toBe(true);
  await page.context().setOffline(false);
  await page.getByText("You are offline").waitFor({ state: "detached" });
  expect(await button.isDisabled()).toBe(false);
});

test("who is signed in, also by another tab, is led to the plan instead of asked for an address", async () => {
  const waiting = await openLanding();
  const page = await waiting.context().newPage();
  await signIn(page, addresses);
  await waiting.getByRole("link", { name: "Open my plan" }).waitFor();
  await page.goto(addresses.web);
  await page.getByRole("link", { name: "Open my plan" }).click();
  await page.getByRole("link", { name: "Start" }).waitFor();
  expect(await waiting.getByLabel("Your e-mail").count()).toBe(0);
});

test("crawlers may read the landing page and are told where the public pages are", async () => {
  const robots = await (await fetch(`${addresses.web}/robots.txt`)).text();
  expect(robots).toContain(`Sitemap: ${addresses.web}/sitemap.xml`);
  const sitemap = await (await fetch(`${addresses.web}/sitemap.xml`)).text();
  expect([...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, place]) => place)).toEqual(
    ["/", "/privacy", "/terms"].map((path) => addresses.web + path),
  );
  const home = await (await fetch(`${addresses.web}/home`)).text();
  expect(home).toContain('<meta name="robots" content="noindex"');
  const landing = await (await fetch(addresses.web)).text();
  expect(landing).toContain(`<link rel="canonical" href="${addresses.web}"`);
});
