import type { Browser, BrowserContext, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
let context: BrowserContext;
let page: Page;
// One owner for all: each test leaves the plan of 5 hours in use, and nothing to be asked about it.
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  page = await signInWithPlan(browser, addresses);
  context = page.context();
  return () => product.close();
});
beforeEach(async () => {
  await forgetLimits();
  await page.goto(`${addresses.web}/plan`);
});

const expectShown = (text: string | RegExp) => page.getByText(text).waitFor();

test("re-planning shows the difference first, leaves what is done, and is undone after a reload too", async () => {
  await onTheBoard("Mark done");
  await inPlanMenu("Re-plan what's left");
  await page.getByRole("heading", { name: "Re-plan what's left" }).waitFor();
  await expectShown("There is nothing to re-plan.");
  await page.getByRole("spinbutton", { name: "Hours a week" }).fill("2");
  await expectShown("5 h a week before, 2 h after");
  expect(await difference()).not.toMatch(/ 0 moved, 0 changed/);
  await page.getByRole("button", { name: "Re-plan like this" }).click();
  await expectShown(/2 hours a week$/);
  await expectShown("You re-planned.");
  expect(await doneTasks()).toBe(1);

  await page.goto(`${addresses.web}/plan`);
  await page.getByRole("button", { name: "Undo" }).click();
  await expectShown(/5 hours a week$/);
  await page.getByText("You re-planned.").waitFor({ state: "detached" });
  expect(await doneTasks()).toBe(1);
});

test("hours that a re-plan left among the answers after its undoing are put back by one tap", async () => {
  const told = page.getByRole("status").filter({ hasText: "You changed an answer since this plan." });
  await told.getByText("How many hours a week can marketing have?").waitFor();
  await told.getByRole("button", { name: "Put the answer back" }).click();
  await told.waitFor({ state: "detached" });
  await expectShown("Your answers are those of this plan again.");
  await page.goto(`${addresses.web}/plan/replan`);
  await expectShown("There is nothing to re-plan.");
  expect(await page.getByRole("spinbutton", { name: "Hours a week" }).inputValue()).toBe("5");
});

test("a difference that the board has left behind is not applied but shown anew", async () => {
  await replanTo(3);
  const confirm = page.getByRole("button", { name: "Re-plan like this" });
  await onTheBoard("Start");
  await confirm.click();
  await expectShown("Your board changed while you looked at this.");
  expect(new URL(page.url()).pathname).toBe("/plan/replan");
  await confirm.click();
  await expectShown(/3 hours a week$/);
  await page.getByRole("button", { name: "Undo" }).click();
  await putAnswerBack();
});

test("going back twice is refused the second time, says that nothing changed, and shows the plan in use", async () => {
  await replanTo(4);
  await page.getByRole("button", { name: "Re-plan like this" }).click();
  await expectShown(/4 hours a week$/);
  await page.route(
    /\/plans\/[^/]+\/undo$/,
    async (route) => {
      const other = await context.newPage();
      await other.goto(`${addresses.web}/plan`);
      await other.getByRole("button", { name: "Undo" }).click();
      await other.getByText(/5 hours a week$/).waitFor();
      await other.close();
      await route.continue();
    },
    { times: 1 },
  );
  await page.getByRole("button", { name: "Undo" }).click();
  await expectShown("I couldn't go back: that plan is no longer in use, or its 24 hours are over.");
  await putAnswerBack();
});

test("the simulator says when ads turn on, and its hours and budget lead to a difference", async () => {
  await inPlanMenu("Try other hours or money");
  await expectShown("Ads stay off: no ads under $300 a month.");
  await page.getByRole("spinbutton", { name: "Dollars a month" }).fill("300");
  await page.getByRole("spinbutton", { name: "Hours a week" }).fill("7");
  await expectShown(/Ads turn on: \d campaign/);
  await page.getByRole("link", { name: "Use these hours and this budget" }).click();
  await page.getByRole("heading", { name: "Re-plan what's left" }).waitFor();
  expect(await page.getByLabel("Ad budget in dollars a month").inputValue()).toBe("300");
  await page.getByRole("button", { name: "Re-plan like this" }).waitFor();
});

test("other hours are chosen in the settings too, which lead to the difference", async () => {
  await page.goto(`${addresses.web}/settings/plan`);
  await page.getByRole("link", { name: "Re-plan what's left" }).waitFor();
  await page.getByRole("spinbutton", { name: "Hours a week" }).fill("6");
  await page.getByRole("link", { name: "See what would change" }).waitFor();
  await page.getByRole("button", { name: "Reset" }).click();
  expect(await page.getByRole("spinbutton", { name: "Hours a week" }).inputValue()).toBe("5");
  await page.getByRole("spinbutton", { name: "Hours a week" }).fill("6");
  await page.getByRole("link", { name: "See what would change" }).click();
  await expectShown("5 h a week before, 6 h after");
  await page.getByRole("link", { name: "Keep my plan as it is" }).click();
  await expectShown(/5 hours a week$/);
});

test("without a connection nothing can be confirmed, and the page says why", async () => {
  await replanTo(4);
  await context.setOffline(true);
  await expectShown("You're offline. This needs a connection.");
  expect(await page.getByRole("button", { name: "Re-plan like this" }).isDisabled()).toBe(true);
  await context.setOffline(false);
});

async function replanTo(hours: number): Promise<void> {
  await page.goto(`${addresses.web}/plan/replan?wish=${encodeURIComponent(JSON.stringify({ hours }))}`);
  await expectShown(`5 h a week before, ${hours} h after`);
}

/** What is left of an undone re-plan. */
async function putAnswerBack(): Promise<void> {
  await expectShown(/5 hours a week$/);
  await page.getByRole("button", { name: "Put the answer back" }).click();
  await expectShown("Your answers are those of this plan again.");
}

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

/** Does this with the first task, on another page as on another device. */
async function onTheBoard(action: "Start" | "Mark done"): Promise<void> {
  const other = await context.newPage();
  await other.goto(`${addresses.web}/board`);
  await other.getByRole("main").getByRole("link").first().click();
  await other.getByRole("dialog").getByRole("button", { name: action, exact: true }).click();
  await other.getByRole("button", { name: "Undo" }).waitFor();
  await other.close();
}

async function doneTasks(): Promise<number> {
  const board = await context.newPage();
  await board.goto(`${addresses.web}/board`);
  const title = await board.getByRole("heading", { name: /^Done \d+$/ }).textContent();
  await board.close();
  return Number(title?.split(" ").at(-1));
}
