import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  page = await signInWithPlan(browser, addresses);
  context = page.context();
  await page.goto(`${addresses.web}/plan`);
});
afterEach(() => context.close());

test("re-planning shows the difference first, leaves what is done, and is undone after a reload too", async () => {
  await finishQuickWin();
  await page.goto(`${addresses.web}/plan`);
  await inPlanMenu("Re-plan what's left");
  await page.getByRole("heading", { name: "Re-plan what's left" }).waitFor();
  await page.getByText("There is nothing to re-plan.").waitFor();
  await page.getByRole("spinbutton", { name: "Hours a week" }).fill("2");
  await page.getByText("5 h a week before, 2 h after").waitFor();
  expect(await difference()).not.toMatch(/ 0 moved, 0 changed/);
  await page.getByRole("button", { name: "Re-plan like this" }).click();
  await page.getByText(/2 hours a week$/).waitFor();
  await page.getByText("You re-planned.").waitFor();
  expect(await doneTasks()).toBe(1);

  await page.goto(`${addresses.web}/plan`);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText(/5 hours a week$/).waitFor();
  await page.getByText("You re-planned.").waitFor({ state: "detached" });
  expect(await doneTasks()).toBe(1);
});

test("a difference that the board has left behind is not applied but shown anew", async () => {
  await page.goto(`${addresses.web}/plan/replan?wish=${encodeURIComponent('{"hours":3}')}`);
  const confirm = page.getByRole("button", { name: "Re-plan like this" });
  await page.getByText("5 h a week before, 3 h after").waitFor();
  await finishQuickWin();
  await confirm.click();
  await page.getByText("Your board changed while you looked at this.").waitFor();
  expect(new URL(page.url()).pathname).toBe("/plan/replan");
  await confirm.click();
  await page.getByText(/3 hours a week$/).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText(/5 hours a week$/).waitFor();
});

test("an answer that changed is told, and a new plan from it is compared and applied", async () => {
  await page.goto(`${addresses.web}/onboarding/constraints-tools/1`);
  await page.getByRole("spinbutton", { name: "Hours per week" }).fill("8");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.waitForURL("**/constraints-tools/2");
  await page.goto(`${addresses.web}/plan`);
  const told = page.getByRole("status").filter({ hasText: "You changed an answer since this plan." });
  await told.getByRole("button", { name: "Make a new plan" }).click();
  await page.getByRole("heading", { name: "A new plan" }).waitFor();
  await page.getByRole("button", { name: "Make a new plan" }).click();
  await page.getByRole("heading", { name: "Your new plan" }).waitFor();
  expect(await difference()).not.toMatch(/^0 added, 0 removed/);

  // It waits for as long as its owner likes.
  await page.goto(`${addresses.web}/plan`);
  await page.getByText(/5 hours a week$/).waitFor();
  await page.getByRole("link", { name: "See the difference" }).click();
  await page.getByRole("button", { name: "Use the new plan" }).click();
  await page.getByText(/8 hours a week$/).waitFor();
  await page.getByText("You took over a new plan.").waitFor();

  await page.goto(`${addresses.web}/plan/earlier`);
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await page.getByText("This is an earlier plan, to read only.").waitFor();
});

test("a parked task is put back from the ledger in one tap, and parked again by Undo", async () => {
  await page.goto(`${addresses.web}/plan/replan?wish=${encodeURIComponent('{"hours":1}')}`);
  await page.getByText("5 h a week before, 1 h after").waitFor();
  await page.getByRole("button", { name: "Re-plan like this" }).click();
  await page.getByText(/1 hour a week$/).waitFor();
  const restore = page.getByRole("button", { name: /^Restore / });
  await restore.first().waitFor();
  const before = await restore.count();
  await restore.first().click();
  await page.getByText(/back on the board/i).waitFor();
  await expect.poll(() => restore.count(), { timeout: 10_000 }).toBeLessThan(before);
  await page
    .getByRole("status")
    .filter({ hasText: /back on the board/i })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect.poll(() => restore.count(), { timeout: 10_000 }).toBe(before);
});

test("the simulator says when ads turn on, and its hours and budget lead to a difference", async () => {
  await inPlanMenu("Try other hours or money");
  await page.getByText("Ads stay off: no ads under $300 a month.").waitFor();
  await page.getByRole("spinbutton", { name: "Dollars a month" }).fill("300");
  await page.getByRole("spinbutton", { name: "Hours a week" }).fill("7");
  await page.getByText(/Ads turn on: \d campaign/).waitFor();
  await page.getByRole("link", { name: "Use these hours and this budget" }).click();
  await page.getByRole("heading", { name: "Re-plan what's left" }).waitFor();
  expect(await page.getByLabel("Ad budget in dollars a month").inputValue()).toBe("300");
  await page.getByRole("button", { name: "Re-plan like this" }).waitFor();
});

test("a reason leads to the owner's own answer, and to all that rests on it", async () => {
  const channels = page.getByRole("region", { name: "Channels" });
  await channels
    .getByRole("button", { name: /^See your answer/ })
    .first()
    .click();
  await channels.getByRole("link", { name: /^Edit your answer/ }).waitFor();
  await channels.getByRole("button", { name: "What if I change this answer?" }).click();
  await channels.getByText("Nothing changes by itself.").waitFor();
  expect(
    await channels.getByRole("list", { name: "What rests on it" }).getByRole("listitem").count(),
  ).toBeGreaterThan(0);
});

test("without a connection nothing can be confirmed, and the page says why", async () => {
  await page.goto(`${addresses.web}/plan/replan?wish=${encodeURIComponent('{"hours":4}')}`);
  const confirm = page.getByRole("button", { name: "Re-plan like this" });
  await confirm.waitFor();
  await context.setOffline(true);
  await page.getByText("You're offline. This needs a connection.").waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await context.setOffline(false);
});

test("who reached the day's limit is told until when, and cannot press again", async () => {
  await page.route("**/plans/*/regenerate", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({
          status: 429,
          headers: {
            "access-control-allow-origin": addresses.web,
            "access-control-expose-headers": "Retry-After",
            "retry-after": "7200",
            "content-type": "application/problem+json",
          },
          body: JSON.stringify({
            type: "urn:alva:problem:quota_exceeded",
            title: "No more for now",
            status: 429,
            code: "quota_exceeded",
            detail: "You can start 5 plans in 24 hours.",
            request_id: "r",
          }),
        })
      : route.continue(),
  );
  await page.goto(`${addresses.web}/plan/new`);
  const ask = page.getByRole("button", { name: "Make a new plan" });
  await ask.click();
  await page.getByText("Possible again in 2 hours.").waitFor();
  expect(await ask.isDisabled()).toBe(true);
});

async function inPlanMenu(item: string): Promise<void> {
  await page.getByRole("button", { name: "Change or export" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function difference(): Promise<string> {
  return (
    (await page
      .getByRole("status")
      .filter({ hasText: /added, .* removed/ })
      .textContent()) ?? ""
  );
}

/** On another page, as on another device. */
async function finishQuickWin(): Promise<void> {
  const other = await context.newPage();
  await other.goto(`${addresses.web}/home`);
  await other.getByRole("button", { name: "Mark done" }).first().click();
  await other.getByText(/^Done: /).waitFor();
  await other.close();
}

async function doneTasks(): Promise<number> {
  const board = await context.newPage();
  await board.goto(`${addresses.web}/board`);
  const title = await board.getByRole("heading", { name: /^Done \d+$/ }).textContent();
  await board.close();
  return Number(title?.split(" ").at(-1));
}
