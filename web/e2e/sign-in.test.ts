import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
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
  await page.getByRole("heading", { name: "Let's get to know your business" }).waitFor();
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByText(email).waitFor();

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

test("a link that was used says so and offers another", async () => {
  const { page } = await openPage();
  await page.goto(`${addresses.web}/verify#token=${"A".repeat(43)}`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "This link does not work any more" }).waitFor();
  expect(await page.getByRole("button", { name: "Email me a link" }).isEnabled()).toBe(true);
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
