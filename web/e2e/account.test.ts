import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { type Addresses, mailedLink, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

/** The account page of someone who has just signed in by a mailed link. */
async function openAccount(email: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(addresses.web);
  await page.getByLabel("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).press("Enter");
  await expectShown(page, `on its way to ${email}`);
  const link = await context.newPage();
  await link.goto(await mailedLink(addresses, email));
  await link.getByRole("button", { name: "Sign in" }).click();
  await expectShown(link, `Signed in as ${email}`);
  await page.getByRole("link", { name: "Open your account" }).click();
  await link.close();
  return { context, page };
}

async function expectShown(page: Page, text: string): Promise<void> {
  await page.getByText(text).waitFor();
}

test("the page that waits for a link moves on when it is used in another tab, and shows the account", async () => {
  const email = `owner-${randomUUID()}@example.com`;
  const { context, page } = await openAccount(email);
  await expectShown(page, `Signed in as ${email}`);
  await expectShown(page, "This one.");
  await expectShown(page, "The account began");
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
  await expectShown(page, "The address changed");
  await context.close();
});

test("deleting an account needs its address typed, and signs all tabs out", async () => {
  const email = `owner-${randomUUID()}@example.com`;
  const { context, page } = await openAccount(email);
  const other = await context.newPage();
  await other.goto(`${addresses.web}/account`);
  await expectShown(other, `Signed in as ${email}`);
  const typed = page.getByLabel("Type your e-mail to confirm");
  await typed.fill("other@example.com");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expectShown(page, "This is not the address of this account.");
  await typed.fill(email);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expectShown(page, "The account will be erased on");
  await expectShown(other, "You are signed out.");
  expect(await other.getByText("Signed in as").isVisible()).toBe(false);
  await context.close();
});

test.each(["Sign out", "Sign out everywhere"])("%s ends the session in every tab", async (name) => {
  const { context, page } = await openAccount(`owner-${randomUUID()}@example.com`);
  const other = await context.newPage();
  await other.goto(`${addresses.web}/account`);
  await expectShown(other, "This one.");
  await page.getByRole("button", { name, exact: true }).click();
  for (const tab of [page, other]) await expectShown(tab, "You are signed out.");
  await other.reload();
  await expectShown(other, "You are signed out.");
  await context.close();
});
