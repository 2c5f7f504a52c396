import { onboarding } from "@alva/contracts/onboarding-cards";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, beforeAll, expect, test } from "vitest";
import {
  addTask,
  countOf,
  expectCount,
  expectIn,
  followWrites,
  isWriting,
  openBoard,
} from "./testing/board.ts";
import { forgetLimits } from "./testing/limits.ts";
import { goOffline } from "./testing/offline.ts";
import { answerCards, signIn } from "./testing/owner.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

/** The browser of one owner with a plan; made by the first test that asks, and each has its own tabs in it. */
let owner: Promise<BrowserContext> | undefined;
const openOwner = () => (owner ??= makeOwner());

async function makeOwner(): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await signIn(page, addresses);
  await answerCards(page);
  await page.getByRole("button", { name: "Make my plan" }).click();
  await page.getByRole("link", { name: "See my plan" }).click();
  await page.getByRole("button", { name: "Mark done" }).waitFor();
  await page.close();
  return context;
}

// A test that fails offline leaves the others their connection, and no tab that would send for them.
afterEach(async () => {
  const context = await owner;
  await context?.setOffline(false);
  await Promise.all(context?.pages().map((page) => page.close()) ?? []);
});

/** A tab of the owner at a page, and what it sends of what waited. */
async function openTab(path: string) {
  const context = await openOwner();
  // Nobody answers 26 cards in a minute and goes on; a test does, and would be asked to wait.
  await forgetLimits();
  const page = await context.newPage();
  const sent = followWrites(page);
  await page.goto(addresses.web + path);
  return { context, page, sent };
}

const offlineBar = (page: Page) => page.getByText("You're offline. Changes are saved on this device.");

test("what is done offline survives a reload, is sent once when the connection is back, and is done on the server", async () => {
  const { context, page, sent } = await openTab("/board");
  await boardIsKept(page);
  await serviceWorkerIsReady(page);
  await context.setOffline(true);
  await offlineBar(page).waitFor();
  const card = page.getByRole("article").first();
  const title = await card.getByRole("heading").innerText();
  await card.getByRole("button", { name: /^Move to…/ }).click();
  await page.getByRole("menuitem", { name: "Done" }).click();
  await page.getByText(`Done: ${title}`).waitFor();
  await page.getByRole("heading", { name: "Done 1" }).waitFor();

  await page.reload();
  await page.getByRole("heading", { name: "Done 1" }).waitFor();
  expect(sent).toEqual([]);

  await context.setOffline(false);
  await page.getByText("All changes saved").waitFor();
  expect(sent).toEqual([["change"]]);
  await page.reload();
  await page.getByRole("heading", { name: "Done 1" }).waitFor();
}, 240_000);

test("a task that is added offline is wherever tasks are, is begun and edited, survives a reload, and is sent with all of it", async () => {
  const { context, page, sent } = await openTab("/plan");
  await expectHeading(page, "13 weeks");
  await expect.poll(() => keptText(page)).toContain("custom_plan");
  await openBoard(page, addresses);
  await boardIsKept(page);
  await goOffline(page);
  await addTask(page, "Call the gift shop", inThreeWeeks());
  await page.getByText("Added: Call the gift shop").waitFor();
  const card = page.getByRole("article").filter({ hasText: "Call the gift shop" });
  await card.getByText("Not sent yet").waitFor();
  await card.getByRole("link").click();
  const panel = page.getByRole("dialog", { name: "Call the gift shop" });
  await panel.getByText("This task is on this device alone.").waitFor();
  await panel.getByRole("button", { name: "Start" }).click();
  await panel.getByRole("button", { name: "Edit" }).click();
  await panel.getByLabel("Title").fill("Visit the gift shop");
  await panel.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("dialog", { name: "Visit the gift shop" }).waitFor();
  await expect.poll(() => keptText(page)).toContain("Visit the gift shop");

  await page.goto(`${addresses.web}/plan`);
  const week = page.locator("details", { hasText: "Visit the gift shop" });
  await week.locator("summary").click();
  await week.getByRole("link", { name: "Visit the gift shop" }).click();
  await page.getByRole("dialog", { name: "Visit the gift shop" }).getByText("your own").waitFor();
  await page.goto(`${addresses.web}/board`);
  await expectIn(page, "In progress", "Visit the gift shop");
  expect(sent).toEqual([]);

  await context.setOffline(false);
  await page.getByText("All changes saved").waitFor();
  expect(sent).toEqual([["add", "change", "change"]]);
  await page.reload();
  await expectIn(page, "In progress", "Visit the gift shop");
  expect(await page.getByText("Not sent yet").count()).toBe(0);
});

/** A day that is in every plan which begins by now. */
const inThreeWeeks = () => new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10);

/** The board is there, and this device would show it again. */
async function boardIsKept(page: Page): Promise<void> {
  await page.getByRole("heading", { name: /^Planned \d/ }).waitFor();
  // The list of every status; the home page keeps shorter ones.
  await expect.poll(() => keptText(page)).toContain('"deferred","skipped"');
}

const expectHeading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { name }).first().waitFor();

/** The app is on this device, so that it opens without a connection. */
async function serviceWorkerIsReady(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
}

test("every page of the app opens without a connection, and the plan can be read", async () => {
  const { context, page } = await openTab("/board");
  await boardIsKept(page);
  await page.goto(`${addresses.web}/plan`);
  await expectHeading(page, "13 weeks");
  for (const part of ["custom_plan", "plan-status", "week_minutes"]) {
    await expect.poll(() => keptText(page)).toContain(part);
  }
  await serviceWorkerIsReady(page);
  await context.setOffline(true);
  await page.reload();
  await expectHeading(page, "13 weeks");
  for (const [path, heading] of [
    ["/onboarding/brand-clarity/1", /business/i],
    ["/home", /./],
    ["/quick-wins", "Quick wins"],
    ["/board", "Board"],
    ["/help", "Help"],
    ["/onboarding/processing", "Your plan is ready"],
    ["/nowhere", "There is nothing here"],
  ] as const) {
    await page.goto(addresses.web + path);
    await expectHeading(page, heading);
  }
}, 240_000);

test("whoever opened only the home page can read the board and the plan offline", async () => {
  const page = await signInWithPlan(browser, addresses);
  await page.goto(`${addresses.web}/home`);
  await expectHeading(page, "Next deadlines");
  for (const part of ['"deferred","skipped"', "custom_plan", '"queryKey":["profile"]']) {
    await expect.poll(() => keptText(page)).toContain(part);
  }
  await serviceWorkerIsReady(page);
  await page.context().setOffline(true);
  await page.goto(`${addresses.web}/board`);
  await expectHeading(page, /^Planned \d/);
  await page.goto(`${addresses.web}/plan`);
  await expectHeading(page, "13 weeks");
  await page.context().close();
}, 240_000);

test("of two tabs one sends what waits, and both show it", async () => {
  const [one, other] = [await openTab("/board"), await openTab("/board")];
  for (const { page } of [one, other]) await page.getByRole("heading", { name: /^Planned \d/ }).waitFor();
  const begun = await countOf(one.page, "In progress");
  await one.context.setOffline(true);
  await offlineBar(one.page).waitFor();
  await offlineBar(other.page).waitFor();
  for (const { page } of [one, other]) {
    await page.bringToFront();
    await page
      .getByRole("button", { name: /^Move to…/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: "In progress" }).click();
  }
  for (const { page } of [one, other]) await expectCount(page, "In progress", begun + 2);
  await one.context.setOffline(false);
  for (const { page } of [one, other]) await page.getByText("All changes saved").waitFor();
  expect([...one.sent, ...other.sent].flat()).toEqual(["change", "change"]);
});

test("signing out deletes what this device kept, and another account finds nothing of it", async () => {
  const own = await browser.newContext();
  const page = await own.newPage();
  await signIn(page, addresses);
  await page.goto(`${addresses.web}/onboarding/brand-clarity/1`);
  await page.getByLabel(/Business name/).fill("Secret candles");
  await page.getByText("Kept on this device").waitFor();
  expect(await keptText(page)).toContain("Secret candles");
  await page.goto(`${addresses.web}/settings/account`);
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Email me a link" }).waitFor();
  expect(await keptText(page)).toBe("[]");
  await signIn(page, addresses);
  await page.goto(`${addresses.web}/onboarding/brand-clarity/1`);
  expect(await page.getByLabel(/Business name/).inputValue()).toBe("");
  await own.close();
});

test("what waits stays on the device when the session ended, and signing in again brings the page back", async () => {
  const own = await browser.newContext();
  const page = await own.newPage();
  await signIn(page, addresses);
  await page.goto(`${addresses.web}/onboarding/brand-clarity/1`);
  await page.getByLabel(/Business name/).fill("Wick & Wax");
  await page.getByText("Kept on this device").waitFor();
  await own.clearCookies();
  await page.goto(`${addresses.web}/onboarding/brand-clarity/1`);
  await page.getByRole("button", { name: "Email me a link" }).waitFor();
  expect(await keptText(page)).toContain("Wick & Wax");
  await own.close();
});

test("a card that another device answered meanwhile asks which answer counts", async () => {
  const own = await browser.newContext();
  const mine = await own.newPage();
  const token = tokenOf(mine);
  await signIn(mine, addresses);
  const card = `${addresses.web}/onboarding/brand-clarity/1`;
  await mine.goto(card);
  await mine.getByLabel(/Business name/).fill("Mine");
  await mine.getByText("Kept on this device").waitFor();
  await answerElsewhere(await token, "Newer");
  await mine.reload();
  await mine.getByText("Updated on another device.").waitFor();
  expect(await mine.getByLabel(/Business name/).inputValue()).toBe("Mine");
  await mine.getByRole("button", { name: "Use the newer one" }).click();
  await expect.poll(() => mine.getByLabel(/Business name/).inputValue()).toBe("Newer");
  await own.close();
});

test("a browser that keeps nothing, as some private windows do, works for as long as the page lives", async () => {
  const page = await signInWithPlan(browser, addresses);
  await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
  await page.goto(`${addresses.web}/board`);
  const taking = page.waitForResponse((response) => isWriting(response.request()));
  await page
    .getByRole("button", { name: /^Move to…/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Done" }).click();
  expect((await taking).ok()).toBe(true);
  await page.reload();
  await page.getByRole("heading", { name: "Done 1" }).waitFor();
  await page.context().close();
});

test("the app can be installed: its manifest names a start, a display and icons that are there", async () => {
  const { context, page } = await openTab("/home");
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest = await page.evaluate(async (address) => (await fetch(address ?? "")).json(), href);
  expect(manifest).toMatchObject({ start_url: "/home", display: "standalone", short_name: "Alva" });
  const session = await context.newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A private window cannot install anything, and says so.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  await page.close();
});

/** All that this browser kept on the device. */
function keptText(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open("alva");
        opening.addEventListener("error", () => reject(new Error("no database")));
        opening.addEventListener("success", () => {
          const all = opening.result.transaction("kept").objectStore("kept").getAll();
          all.addEventListener("success", () => {
            opening.result.close();
            resolve(JSON.stringify(all.result));
          });
        });
      }),
  );
}

/** The first access token that a page uses, for acting as another device of the same person. */
async function tokenOf(page: Page): Promise<string> {
  const request = await page.waitForRequest((sent) => sent.headers().authorization !== undefined);
  return request.headers().authorization ?? "";
}

async function answerElsewhere(authorization: string, name: string): Promise<void> {
  const [card] = onboarding.cards;
  const input = card?.inputs.find(({ path }) => path.endsWith("business_name"));
  const answer = await fetch(`${addresses.api}/onboarding/cards/${card?.id ?? ""}`, {
    method: "PUT",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ answer: { [input?.key ?? ""]: name }, answered_at: new Date().toISOString() }),
  });
  expect(answer.status).toBe(200);
}
