import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { type Addresses, mailedLink, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

const phone = { viewport: { width: 390, height: 844 } };
const expectHeading = (page: Page, name: string) => page.getByRole("heading", { name }).waitFor();
const expectLanding = (page: Page) => page.getByRole("button", { name: "Email me a link" }).waitFor();
const expectHome = (page: Page) => expectHeading(page, "Good to meet you");

/** Asks for a link on the landing page, and waits for it to be mailed. */
async function askForLink(page: Page, email: string, before?: string): Promise<string> {
  await page.goto(addresses.web);
  await page.getByLabel("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expectHeading(page, "Check your mail");
  return mailedLink(addresses, email, before);
}

async function use(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const newEmail = () => `owner-${randomUUID()}@example.com`;

/** Ends the session as auth knows it, by its cookie, without any page being told. */
async function endSession(context: BrowserContext): Promise<void> {
  const cookies = await context.cookies(addresses.auth);
  const answer = await fetch(`${addresses.auth}/auth/logout`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Origin: addresses.web,
      Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
    },
    body: "{}",
  });
  if (!answer.ok) throw new Error(`auth answered ${answer.status}`);
}

test("what was being written at the desk is there again after the session ended and a link", async () => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const email = newEmail();
  const link = await askForLink(page, email);
  await use(page, link);
  await expectHome(page);
  await page.goto(`${addresses.web}/desk`);
  await page.getByLabel("Ask, or say what to change").fill("Half a thought");
  await endSession(context);
  await page.reload();
  await expectLanding(page);
  await forgetLimits();
  await use(page, await askForLink(page, email, link));
  await page.waitForURL(`${addresses.web}/desk`);
  await page.waitForFunction(() => document.querySelector("textarea")?.value === "Half a thought");
  expect(await page.getByRole("button", { name: "Send" }).isEnabled()).toBe(true);
  await context.close();
});

test("a page that was asked for without a session is opened, with what was asked of it, by a link in another tab", async () => {
  const context = await browser.newContext(phone);
  const asking = await context.newPage();
  await asking.goto(`${addresses.web}/desk?about=hours&from=mail`);
  await expectLanding(asking);
  await forgetLimits();
  const email = newEmail();
  await asking.getByLabel("Your e-mail").fill(email);
  await asking.getByRole("button", { name: "Email me a link" }).click();
  await expectHeading(asking, "Check your mail");
  const opened = await context.newPage();
  await use(opened, await mailedLink(addresses, email));
  await opened.waitForURL(`${addresses.web}/desk?about=hours&from=mail`);
  // Whoever signs out there on purpose begins at the beginning the next time.
  await opened.getByRole("button", { name: "Account menu" }).click();
  await opened.getByRole("menuitem", { name: "Sign out" }).click();
  await expectLanding(opened);
  expect(await opened.evaluate(() => localStorage.getItem("alva.next"))).toBeNull();
  await context.close();
});

test("an account that waits to be erased has its export and one page, where it is kept or left", async () => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const email = newEmail();
  const link = await askForLink(page, email);
  await use(page, link);
  await expectHome(page);
  await page.goto(`${addresses.web}/settings/account`);
  await page.getByLabel("Type your e-mail to confirm").fill(email);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expectLanding(page);

  await forgetLimits();
  const pending = await askForLink(page, email, link);
  await use(page, pending);
  await expectHeading(page, "This account is about to be erased");
  for (const path of ["/home", "/desk", "/onboarding/welcome", "/settings/sessions"]) {
    await page.goto(addresses.web + path);
    await page.waitForURL(`${addresses.web}/restore`);
  }
  await context.setOffline(true);
  await page.getByText("You're offline. Keeping it needs a connection").waitFor();
  expect(await page.getByRole("button", { name: "Keep my account" }).isDisabled()).toBe(true);
  await context.setOffline(false);
  await page.getByRole("link", { name: "Take everything with me" }).click();
  await expectHeading(page, "Settings");
  // The link that signed in leads there again.
  await page.goto(pending);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${addresses.web}/restore`);
  await page.getByRole("button", { name: "Keep my account" }).click();
  await expectHome(page);
  await page.reload();
  await expectHome(page);
  await context.close();
});

test("an address where nothing is has one page for everybody, which tells nothing", async () => {
  const page = await (await browser.newContext(phone)).newPage();
  const answer = await page.goto(`${addresses.web}/no/such/place`);
  expect(answer?.status()).toBe(404);
  await expectHeading(page, "There is nothing here");
  await page.context().close();
});
