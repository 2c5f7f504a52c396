import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { type Addresses, mailedLink, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

beforeEach(forgetLimits);

/** A page of someone who has just signed in by a mailed link, opened in another tab. */
async function openAccount(email: string): Promise<{ context: BrowserContext; page: Page; link: string }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(addresses.web);
  await page.getByLabel("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).press("Enter");
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
  const link = await mailedLink(addresses, email);
  const tab = await useLink(context, link);
  await expectHome(page);
  await tab.close();
  await page.goto(`${addresses.web}/settings/account`);
  return { context, page, link };
}

/** A page of the same person on another device, and the link that it took. `before` are those that were used. */
async function openElsewhere(
  email: string,
  ...before: readonly string[]
): Promise<{ page: Page; link: string }> {
  await forgetLimits();
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.request.post(`${addresses.auth}/auth/send-magic-link`, {
    data: { email },
    headers: { Origin: addresses.web, "Sec-Fetch-Site": "same-site" },
  });
  const link = await mailedLink(addresses, email, ...before);
  return { page: await useLink(context, link), link };
}

async function useLink(context: BrowserContext, link: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expectHome(page);
  return page;
}

const expectHome = (page: Page) => page.getByRole("heading", { name: "Good to meet you" }).waitFor();
const expectShown = (page: Page, text: string) => page.getByText(text).first().waitFor();
const expectLanding = (page: Page) => page.getByRole("button", { name: "Email me a link" }).waitFor();

test("the page that waits for a link moves on when it is used in another tab, and sessions are listed", async () => {
  const email = `owner-${randomUUID()}@example.com`;
  const { context, page } = await openAccount(email);
  await expectShown(page, `Signed in as ${email}`);
  await page.getByRole("link", { name: "Sessions" }).click();
  await expectShown(page, "This one");
  await expectShown(page, "The account began");
  await context.close();
});

test("a session is ended from its row, all others at once, and this one from its own row", async () => {
  const email = `owner-${randomUUID()}@example.com`;
  const { context, page, link } = await openAccount(email);
  const second = await openElsewhere(email, link);
  const third = await openElsewhere(email, link, second.link);
  await page.goto(`${addresses.web}/settings/sessions`);
  const rows = page.getByRole("listitem").filter({ hasText: "Last used" });
  await expectShown(page, "This one");
  expect(await rows.count()).toBe(3);

  await rows.filter({ hasNotText: "This one" }).first().getByRole("button", { name: /^End / }).click();
  await expectShown(page, "That session is over.");
  await expect.poll(() => rows.count()).toBe(2);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expectShown(page, "All other sessions are over.");
  await expect.poll(() => rows.count()).toBe(1);
  for (const { page: other } of [second, third]) {
    await other.goto(`${addresses.web}/settings/sessions`);
    await expectLanding(other);
    await other.context().close();
  }
  await page.getByRole("button", { name: "End this session, which signs you out here" }).click();
  await expectLanding(page);
  await page.goto(`${addresses.web}/settings/sessions`);
  await expectLanding(page);
  await context.close();
});

test("signing out everywhere ends this session too", async () => {
  const { context, page } = await openAccount(`owner-${randomUUID()}@example.com`);
  await page.goto(`${addresses.web}/settings/sessions`);
  await page.getByRole("button", { name: "Sign out everywhere, here too" }).click();
  await expectLanding(page);
  await context.close();
});

test("an address is changed by the link to the new one, and every tab shows it", async () => {
  const [email, next] = [`owner-${randomUUID()}@example.com`, `next-${randomUUID()}@example.com`];
  const { context, page } = await openAccount(email);
  await page.getByLabel("New e-mail").fill(next);
  await page.getByRole("button", { name: "Email a link to it" }).press("Enter");
  await expectShown(page, `on its way to ${next}`);
  const link = await context.newPage();
  await link.goto(await mailedLink(addresses, next));
  await link.getByRole("button", { name: "Use this address" }).click();
  await expectShown(link, `Sign-in links now go to ${next}`);
  await expectShown(page, `Signed in as ${next}`);
  await context.close();
});

test("deleting an account needs its address typed, and signs all tabs out", async () => {
  const email = `owner-${randomUUID()}@example.com`;
  const { context, page } = await openAccount(email);
  const other = await context.newPage();
  await other.goto(`${addresses.web}/settings/account`);
  await expectShown(other, `Signed in as ${email}`);
  const typed = page.getByLabel("Type your e-mail to confirm");
  await typed.fill("other@example.com");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expectShown(page, "This is not the address of this account.");
  await typed.fill(email);
  await page.getByRole("button", { name: "Delete my account" }).click();
  for (const tab of [page, other]) await expectLanding(tab);
  await context.close();
});

test("signing out ends the session in every tab", async () => {
  const { context, page } = await openAccount(`owner-${randomUUID()}@example.com`);
  const other = await context.newPage();
  await other.goto(`${addresses.web}/settings/sessions`);
  await expectShown(other, "This one");
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  for (const tab of [page, other]) await expectLanding(tab);
  await other.goto(`${addresses.web}/home`);
  await expectLanding(other);
  await context.close();
});
