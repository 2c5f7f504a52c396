import { readFile, writeFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";
import { withhold } from "./testing/trouble.ts";

const serviceWorker = new URL("../.vercel/output/static/service-worker.js", import.meta.url);

let addresses: Addresses;
let browser: Browser;
/** Of one owner with a plan; each test has a tab of its own. */
let context: BrowserContext;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  const page = await signInWithPlan(browser, addresses);
  context = page.context();
  await page.close();
  return () => product.close();
});

const expectHeading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { name }).first().waitFor();

/** The same owner in a browser that has kept nothing and asks for every file; its session is handed on when it is closed. */
async function withoutMemory(use: (page: Page) => Promise<void>): Promise<void> {
  const storageState = await context.storageState();
  const other = await browser.newContext({ storageState, serviceWorkers: "block" });
  await use(await other.newPage());
  await context.addCookies(await other.cookies());
  await other.close();
}

test("what takes long says so after 8 seconds, offers to ask again after 20, and then comes", async () => {
  await withoutMemory(async (page) => {
    await page.clock.install();
    const first = Promise.withResolvers<Route>();
    await page.route(`${addresses.api}/dashboard`, first.resolve, { times: 1 });
    await page.goto(`${addresses.web}/home`);
    await page.locator("main [aria-busy] [aria-hidden]").first().waitFor();
    expect(await page.getByText("Still working on it.").count()).toBe(0);
    await page.clock.fastForward(8000);
    await page.getByText("Still working on it.").waitFor();
    // The clock stands still then, so that the page does not ask again by itself before the person does.
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 12_000);
    await page.getByText("This takes too long. Nothing of yours was lost; please try again.").waitFor();
    await page.getByRole("main").getByRole("button", { name: "Try again" }).click();
    await page.clock.resume();
    await (await first.promise).abort();
    await expectHeading(page, "Today's quick win");
  });
});

test("a page that breaks says so with a reference, and is there once it is loaded again", async () => {
  await withoutMemory(async (page) => {
    await withhold(page, "No task fits these filters.");
    await page.goto(`${addresses.web}/board`);
    await expectHeading(page, "This page broke");
    await page.getByText(/^Reference [0-9a-f]{8}$/).waitFor();
    // The frame around it goes on working.
    await page.getByRole("link", { name: "Home" }).first().click();
    await expectHeading(page, "Today's quick win");
    await page.goBack();
    await expectHeading(page, "This page broke");
    await page.unrouteAll();
    await page.getByRole("button", { name: "Reload the page" }).click();
    await expectHeading(page, "Board");
  });
});

test("what keeps a person's things on the device comes with the connection when it could not be loaded", async () => {
  await withoutMemory(async (page) => {
    await withhold(page, "was answered later on another device");
    const refused = page.waitForEvent("requestfailed", (request) => request.url().includes("/chunks/"));
    await page.goto(`${addresses.web}/home`);
    await refused;
    await page.unrouteAll();
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await expectHeading(page, "Today's quick win");
  });
});

test("a newer version waits until the person asks for it", async () => {
  const page = await context.newPage();
  await page.goto(`${addresses.web}/home`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const served = await readFile(serviceWorker, "utf8");
  try {
    await writeFile(serviceWorker, `${served}\n// newer`);
    await expect
      .poll(async () => (await fetch(`${addresses.web}/service-worker.js`)).text())
      .toContain("// newer");
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.getByText("A new version is ready.").waitFor();
    const reloaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Reload" }).click();
    await reloaded;
    await expectHeading(page, "Today's quick win");
    expect(await page.getByText("A new version is ready.").count()).toBe(0);
  } finally {
    await writeFile(serviceWorker, served);
  }
  await page.close();
});

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("a theme that was chosen is shown in every tab and after a reload", async () => {
  const [page, other] = [await context.newPage(), await context.newPage()];
  for (const tab of [page, other]) {
    await tab.emulateMedia({ colorScheme: "light" });
    await tab.goto(`${addresses.web}/home`);
    await expectHeading(tab, "Today's quick win");
  }
  expect(await background(page)).toBe("rgb(250, 250, 250)");
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  for (const tab of [page, other]) await expect.poll(() => background(tab)).toBe("rgb(15, 23, 42)");
  await page.reload();
  expect(await background(page)).toBe("rgb(15, 23, 42)");
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitemradio", { name: "As the system" }).click();
  await expect.poll(() => background(page)).toBe("rgb(250, 250, 250)");
  for (const tab of [page, other]) await tab.close();
});

test("a session that ends lies over its page, which waits behind it, and can be left with all that was kept", async () => {
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${addresses.web}/home`);
  await expectHeading(page, "Today's quick win");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Mark done" }).click();
  await page.getByText(/^Done: /).waitFor();
  // Who signs out now is told what would be lost.
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByText("1 change is not sent yet and would be lost").waitFor();
  await page.keyboard.press("Escape");
  await context.clearCookies();
  await page.clock.fastForward("20:00");
  await context.setOffline(false);
  const dialog = page.getByRole("dialog", { name: "Please sign in again" });
  await dialog.waitFor();
  expect(new URL(page.url()).pathname).toBe("/home");
  await dialog.getByRole("button", { name: "Email me a link" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await dialog.isVisible()).toBe(true);
  await dialog.getByRole("button", { name: "Sign out and delete what is on this device" }).click();
  await page.getByLabel("Your e-mail").waitFor();
  expect(new URL(page.url()).pathname).toBe("/");
  await page.goto(`${addresses.web}/home`);
  await page.getByLabel("Your e-mail").waitFor();
  expect(new URL(page.url()).pathname).toBe("/");
  await page.close();
});
