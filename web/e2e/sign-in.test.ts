import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { unsubscribeLink } from "./testing/links.ts";
import { type Addresses, mailedLink, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

/** A page of a fresh browser, and everything it complained about. */
async function openPage(): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    // That there is no plan yet is an answer; the browser logs every 404.
    const isNoPlanYet = message.text().includes("404") && message.location().url.endsWith("/dashboard");
    if (message.type() === "error" && !isNoPlanYet) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, complaints };
}

test("a stranger types an address, opens the mailed link, presses the button and is signed in", async () => {
  const { page, complaints } = await openPage();
  const email = `owner-${randomUUID()}@example.com`;
  await page.goto(addresses.web);
  await page.getByLabel("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).press("Enter");
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
  await page.getByText(email).waitFor();

  const link = await mailedLink(addresses, email);
  const scanner = await fetch(link.split("#")[0] ?? link);
  expect(scanner.ok).toBe(true);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).press("Enter");
  await page.getByRole("heading", { name: "Good to meet you" }).waitFor();
  await page.getByRole("link", { name: "Your account" }).click();
  await page.getByText(`Signed in as ${email}`).waitFor();

  const cookies = await page.context().cookies(addresses.auth);
  const safe = { httpOnly: true, secure: true, sameSite: "Strict", path: "/" };
  expect(cookies.toSorted((a, b) => a.name.localeCompare(b.name))).toMatchObject([
    { name: "__Host-browser", ...safe },
    { name: "__Host-rt", ...safe },
  ]);
  expect(await page.evaluate(() => document.cookie)).toBe("");
  expect(page.url()).not.toContain("token");
  expect(complaints).toEqual([]);
});

test("an address that is none is named before anything is sent", async () => {
  const { page } = await openPage();
  await page.goto(addresses.web);
  await page.getByLabel("Your e-mail").fill("not-an-address");
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByText("This does not look like an e-mail address.").waitFor();
  expect(await page.getByLabel("Your e-mail").getAttribute("aria-invalid")).toBe("true");
});

test("an address that is sent before the page works reaches no address bar", async () => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(addresses.web);
  await page.getByLabel("Your e-mail").fill("owner@example.com");
  const sent = page.waitForRequest((request) => request.isNavigationRequest());
  await page.getByRole("button", { name: "Email me a link" }).click();
  expect((await sent).url()).not.toContain("owner");
  await page.context().close();
});

test("the page that waits for a link sends to who asked for none", async () => {
  const { page } = await openPage();
  await page.goto(`${addresses.web}/check-mail`);
  await page.getByRole("button", { name: "Email me a link" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/");
});

test("after a minute a link is sent again, or to another address", async () => {
  const { page } = await openPage();
  const [email, other] = [`owner-${randomUUID()}@example.com`, `other-${randomUUID()}@example.com`];
  await page.goto(addresses.web);
  await page.getByLabel("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  const again = page.getByRole("button", { name: /^Send again/ });
  await page.getByRole("button", { name: /^Send again in \d+ s$/ }).waitFor();
  expect(await again.isDisabled()).toBe(true);
  const link = await mailedLink(addresses, email);

  await page.clock.setFixedTime(Date.now() + 61_000);
  await page.getByRole("button", { name: "Send again", exact: true }).waitFor();
  await page.context().setOffline(true);
  await page.getByText("You're offline, so I can't send another link right now.").waitFor();
  expect(await again.isDisabled()).toBe(true);
  await page.context().setOffline(false);
  await forgetLimits();
  await again.click();
  await page.getByText("A new link is on its way.").waitFor();
  expect(await again.isDisabled()).toBe(true);
  await mailedLink(addresses, email, link);

  await page.getByRole("button", { name: "Change address" }).click();
  expect(await page.getByLabel("Your e-mail").inputValue()).toBe(email);
  await page.getByLabel("Your e-mail").fill(other);
  await forgetLimits();
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByText(`on its way to ${other}`).waitFor();
  expect(await page.getByLabel("Your e-mail").count()).toBe(0);
  await page.goto(await mailedLink(addresses, other));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Good to meet you" }).waitFor();
});

test("a mail's link ends mails of its kind with one press, in the look of the product, and says when it is not whole", async () => {
  const { page, complaints } = await openPage();
  const link = await unsubscribeLink(addresses);
  await page.goto(link);
  await page.getByRole("heading", { name: "Shall I stop mails with the week's overview?" }).waitFor();
  const gold = "rgb(255, 215, 0)";
  await expect
    .poll(() => page.getByRole("button").evaluate((one) => getComputedStyle(one).backgroundColor))
    .toBe(gold);
  await page.getByRole("button", { name: "Stop them" }).click();
  await page.getByRole("heading", { name: "Done: no more mails with the week's overview." }).waitFor();
  expect(complaints).toEqual([]);
  await page.goto(link.slice(0, -1));
  await page.getByRole("heading", { name: "This link is not whole" }).waitFor();
  await page.getByRole("link", { name: "All my notifications" }).click();
  await page.waitForURL(`${addresses.web}/**`);
  await page.context().close();
});

test.each(["auth", "api"] as const)("the %s worker's reference page lists its endpoints", async (service) => {
  const { page, complaints } = await openPage();
  await page.goto(`${addresses[service]}/docs`);
  await page.locator(".opblock").first().waitFor();
  expect(await page.locator(".opblock").count()).toBeGreaterThan(5);
  expect(complaints).toEqual([]);
});

test("the overview shows mails, messages and model calls as they happen", async () => {
  const { page, complaints } = await openPage();
  await page.goto(addresses.overview);
  const email = `seen-${randomUUID()}@example.com`;
  await fetch(`${addresses.auth}/auth/send-magic-link`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: addresses.web },
    body: JSON.stringify({ email }),
  });
  await page.getByText(email).first().waitFor();
  expect(complaints).toEqual([]);
});
