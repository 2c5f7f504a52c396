import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { expireLinks } from "./testing/links.ts";
import { askForLink as askInPage } from "./testing/owner.ts";
import { type Addresses, mailedLink, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

const newEmail = () => `owner-${randomUUID()}@example.com`;
/** A page of a browser that knows nothing: another device, too. */
const openPage = async () => (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
const expectHeading = (page: Page, name: string) =>
  page.getByRole("heading", { name, exact: true }).waitFor();
const expectHome = (page: Page) => expectHeading(page, "Good to meet you");
const expectText = (page: Page, text: string) => page.getByText(text).waitFor();
const addressIn = (page: Page) => page.getByLabel("Your e-mail").inputValue();

/** Asks for a link on the landing page, and waits for it to be mailed. */
async function askForLink(page: Page, email: string, ...before: readonly string[]): Promise<string> {
  await askInPage(page, addresses, email);
  return mailedLink(addresses, email, ...before);
}

async function press(page: Page, link: string, button = "Sign in"): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: button }).click();
}

/** 10 minutes pass for auth, and for the page that the link is opened in next. */
async function endLink(page: Page, email: string): Promise<void> {
  await expireLinks(email);
  await page.clock.setFixedTime(Date.now() + 601_000);
}

describe("a sign-in link", () => {
  test("that ended says so on any device, and where it was asked for the address is filled in", async () => {
    const [page, elsewhere] = [await openPage(), await openPage()];
    const email = newEmail();
    const link = await askForLink(page, email);
    await endLink(elsewhere, email);
    await press(elsewhere, link);
    await expectHeading(elsewhere, "This link lasted 10 minutes");
    expect(await addressIn(elsewhere)).toBe("");

    await endLink(page, email);
    await press(page, link);
    await expectHeading(page, "This link lasted 10 minutes");
    expect(await addressIn(page)).toBe(email);
    await forgetLimits();
    await page.getByRole("button", { name: "Email me a link" }).click();
    await expectHeading(page, "Check your mail");
    await press(page, await mailedLink(addresses, email, link));
    await expectHome(page);
    await Promise.all([page.context().close(), elsewhere.context().close()]);
  });

  test("that was used goes on where it signed in, and says so there once that session is over", async () => {
    const page = await openPage();
    const email = newEmail();
    const link = await askForLink(page, email);
    await press(page, link);
    await expectHome(page);
    await page.goto("about:blank");
    await press(page, link);
    await expectHome(page);

    await page.context().clearCookies();
    await page.goto("about:blank");
    await press(page, link);
    await expectHeading(page, "This link has been used");
    await expectText(page, "It signed you in once, in this browser.");
    await expect.poll(() => addressIn(page)).toBe(email);
    await page.context().close();
  });

  test("that was used elsewhere is told apart from one that ended, and another is offered where it was asked for", async () => {
    const [page, elsewhere] = [await openPage(), await openPage()];
    const email = newEmail();
    const link = await askForLink(page, email);
    // It signs in where it is opened; the browser that asked goes on waiting.
    await press(elsewhere, link);
    await expectHome(elsewhere);
    await expectHeading(page, "Check your mail");

    await press(page, link);
    await expectText(page, "It was used in another browser, or a newer one has taken its place.");
    expect(await addressIn(page)).toBe(email);
    await page.getByRole("button", { name: "Email me a link" }).click();
    // One a minute: the answer is the same, and the page says how long to wait.
    await page
      .getByText(/Try again in|Check your mail/)
      .first()
      .waitFor();
    await Promise.all([page.context().close(), elsewhere.context().close()]);
  });

  test("that was overtaken by three newer ones says so where they were asked for", async () => {
    const [page, elsewhere] = [await openPage(), await openPage()];
    const email = newEmail();
    const start = Date.now();
    const links: string[] = [];
    for (const minute of [0, 1, 2, 3]) {
      await page.clock.setFixedTime(start + minute * 61_000);
      links.push(await askForLink(page, email, ...links));
    }
    const [oldest = "", next = ""] = links;
    await press(page, oldest);
    await expectHeading(page, "Newer links have taken its place");
    expect(await addressIn(page)).toBe(email);
    await press(elsewhere, oldest);
    await expectHeading(elsewhere, "This link does not work any more");
    await page.goto("about:blank");
    await press(page, next);
    await expectHome(page);
    await Promise.all([page.context().close(), elsewhere.context().close()]);
  });

  test("keeps while auth cannot be asked, and works with the next press", async () => {
    const page = await openPage();
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
    await press(page, link);
    await expectText(page, "The service did not answer as it should. Nothing was lost");
    await page.unroute(address);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expectHome(page);
    await page.context().close();
  });

  test("keeps while its browser is offline, names the address masked, and is busy once it is pressed", async () => {
    const page = await openPage();
    const link = await askForLink(page, newEmail());
    await page.goto(link);
    await expectText(page, "is for o•••@example.com.");
    const button = page.getByRole("button", { name: "Sign in" });
    await page.context().setOffline(true);
    await expectText(page, "You are offline. The link keeps");
    expect(await button.isDisabled()).toBe(true);
    await page.context().setOffline(false);

    const held = Promise.withResolvers<void>();
    await page.route(`${addresses.auth}/auth/verify-magic-link`, async (route) => {
      await held.promise;
      await route.continue();
    });
    await button.click();
    await expect.poll(() => button.getAttribute("aria-busy")).toBe("true");
    expect(await button.isDisabled()).toBe(true);
    held.resolve();
    await expectHome(page);
    await page.context().close();
  });

  test("that was cut on its way is not sent anywhere and says what is wrong", async () => {
    const page = await openPage();
    await page.goto(`${addresses.web}/verify#token=${"A".repeat(20)}`);
    await expectHeading(page, "This link is not whole");
    expect(await page.getByRole("button", { name: "Sign in", exact: true }).count()).toBe(0);
    await page.context().close();
  });
});

test("a link to a new address says whether it ended or was used here, and leads to the settings", async () => {
  const [page, elsewhere] = [await openPage(), await openPage()];
  const email = newEmail();
  await press(page, await askForLink(page, email));
  await expectHome(page);
  const askToChange = async (next: string) => {
    await forgetLimits();
    await page.goto(`${addresses.web}/settings/account`);
    await page.getByLabel("New e-mail").fill(next);
    await page.getByRole("button", { name: "Email a link to it" }).click();
    return mailedLink(addresses, next);
  };
  const use = "Use this address";

  const [late, next] = [newEmail(), newEmail()];
  const ended = await askToChange(late);
  await endLink(elsewhere, late);
  await press(elsewhere, ended, use);
  await expectHeading(elsewhere, "This link lasted 10 minutes");
  await elsewhere.getByRole("link", { name: "Open Settings" }).click();
  await elsewhere.getByRole("button", { name: "Email me a link" }).waitFor();

  const link = await askToChange(next);
  await press(page, link, use);
  await expectText(page, `Sign-in links now go to ${next}`);
  await page.goto("about:blank");
  await press(page, link, use);
  await expectHeading(page, "This link has been used");
  await page.getByRole("link", { name: "Open Settings" }).click();
  await expectText(page, `Signed in as ${next}`);

  const other = await openPage();
  await press(other, link, use);
  await expectHeading(other, "This link does not work any more");
  for (const one of [page, elsewhere, other]) await one.context().close();
});
