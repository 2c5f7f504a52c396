import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { expireLinks } from "./testing/links.ts";
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

describe("a link", () => {
  test("that was used says so in another browser, and the address is still filled in where it was asked for", async () => {
    const [asking, other] = [await browser.newContext(phone), await browser.newContext(phone)];
    const email = newEmail();
    const link = await askForLink(await asking.newPage(), email);

    // It signs in where it is opened; the browser that asked goes on waiting.
    const elsewhere = await other.newPage();
    await use(elsewhere, link);
    await expectHome(elsewhere);
    await expectHeading(asking.pages()[0] ?? elsewhere, "Check your mail");

    const again = await asking.newPage();
    await use(again, link);
    await expectHeading(again, "This link does not work any more");
    expect(await again.getByLabel("Your e-mail").inputValue()).toBe(email);
    await again.getByRole("button", { name: "Email me a link" }).click();
    // One a minute: the answer is the same, and the page says how long to wait.
    await again
      .getByText(/Try again in|Check your mail/)
      .first()
      .waitFor();

    // Where its browser is signed in already, a used link just goes on.
    const back = await other.newPage();
    await use(back, link);
    await expectHome(back);
    await Promise.all([asking.close(), other.close()]);
  });

  test("that was overtaken by a newer one that worked says so", async () => {
    const [one, other] = [await browser.newContext(phone), await browser.newContext(phone)];
    const page = await one.newPage();
    const email = newEmail();
    await forgetLimits();
    const older = await askForLink(page, email);
    await forgetLimits();
    const newer = await askForLink(page, email, older);
    const elsewhere = await other.newPage();
    await use(elsewhere, newer);
    await expectHome(elsewhere);
    await use(page, older);
    await expectHeading(page, "This link does not work any more");
    expect(await page.getByLabel("Your e-mail").inputValue()).toBe(email);
    await Promise.all([one.close(), other.close()]);
  });

  test("whose time is over says how long it lasted, and another one is asked for with the address filled in", async () => {
    const context = await browser.newContext(phone);
    const page = await context.newPage();
    const email = newEmail();
    await forgetLimits();
    const link = await askForLink(page, email);
    await expireLinks(email);
    await page.clock.setFixedTime(Date.now() + 601_000);
    await use(page, link);
    await expectHeading(page, "This link lasted 10 minutes");
    await forgetLimits();
    await page.getByRole("button", { name: "Email me a link" }).click();
    await expectHeading(page, "Check your mail");
    await use(page, await mailedLink(addresses, email, link));
    await expectHome(page);
    await context.close();
  });

  test("keeps while auth cannot be asked, and works with the next press", async () => {
    const context = await browser.newContext(phone);
    const page = await context.newPage();
    await forgetLimits();
    const link = await askForLink(page, newEmail());
    const address = `${addresses.auth}/auth/verify-magic-link`;
    await page.route(address, (route) =>
      route.fulfill({
        status: 503,
        contentType: "text/html",
        headers: { "Access-Control-Allow-Origin": addresses.web, "Access-Control-Allow-Credentials": "true" },
        body: "<p>A proxy's page</p>",
      }),
    );
    await use(page, link);
    await page.getByText("The service did not answer as it should. Nothing was lost").waitFor();
    await page.unroute(address);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expectHome(page);
    await context.close();
  });

  test.each([
    ["without its secret", ""],
    ["cut in the middle", `#token=${"A".repeat(20)}`],
    ["with something else in it", `#token=${"A".repeat(42)}!`],
  ])("%s is not sent anywhere and says what is wrong", async (_, fragment) => {
    const page = await (await browser.newContext(phone)).newPage();
    await page.goto(`${addresses.web}/verify${fragment}`);
    await expectHeading(page, "This link is not whole");
    expect(await page.getByRole("button", { name: "Sign in", exact: true }).count()).toBe(0);
    await page.context().close();
  });

  test("keeps while its browser is offline", async () => {
    const context = await browser.newContext(phone);
    const page = await context.newPage();
    const link = await askForLink(page, newEmail());
    await page.goto(link);
    await page.getByText("is for o•••@example.com.").waitFor();
    await context.setOffline(true);
    await page.getByText("You are offline. The link keeps").waitFor();
    expect(await page.getByRole("button", { name: "Sign in" }).isDisabled()).toBe(true);
    await context.setOffline(false);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expectHome(page);
    await context.close();
  });
});

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
  await use(page, await askForLink(page, email, link));
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
  await page.goBack();
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
