import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ask, expectSaid } from "./testing/desk.ts";
import { forgetLimits } from "./testing/limits.ts";
import { healModel, modelAnswers } from "./testing/model.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";
import { refuse } from "./testing/refusals.ts";

let addresses: Addresses;
let browser: Browser;
let context: BrowserContext;
let page: Page;
// One owner for all, with a plan of 5 hours; each test has an empty desk.
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  const first = await signInWithPlan(browser, addresses);
  context = first.context();
  return () => product.close();
});
beforeEach(async () => {
  await Promise.all([forgetLimits(), healModel(addresses)]);
  page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${addresses.web}/desk`);
});
afterEach(async () => {
  await page.goto(`${addresses.web}/desk`);
  await page.getByRole("button", { name: "Clear this conversation" }).click();
  await page.getByRole("button", { name: "Clear it" }).click();
  await page.getByRole("button", { name: "Why these channels?" }).waitFor();
  await page.close();
});

const confirm = () => page.getByRole("button", { name: /^Confirm: / });
const takeBack = () =>
  page
    .getByRole("region", { name: /^Messages/ })
    .getByRole("button", { name: "Undo" })
    .click();

/** What is next to do. */
async function nextTask(): Promise<{ id: string; title: string }> {
  await page.getByRole("button", { name: "What's next?" }).first().click();
  const next = page.getByRole("link", { name: /^Open “/ }).first();
  await next.waitFor();
  const title = (await next.textContent())?.replace(/^Open “|”$/g, "") ?? "";
  const place = await next.getAttribute("href");
  return { id: place?.split("/").at(-1) ?? "", title };
}

/** The model wants this done. */
async function propose(name: string, args: Readonly<Record<string, unknown>>): Promise<void> {
  await modelAnswers(addresses, { kind: "text", text: "", toolCalls: [{ name, arguments: args }] });
  await ask(page, "Please do that");
  await page.getByRole("button", { name: /^Cancel: / }).waitFor();
}

async function expectHours(hours: number): Promise<void> {
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await page.getByText(new RegExp(`, ${hours} hours a week$`)).waitFor();
}

test("a proposed change does nothing until it is confirmed, then the board has it, and Undo takes it back", async () => {
  const { id, title } = await nextTask();
  await propose("mark_done", { task_id: id });
  await page.getByRole("button", { name: `Confirm: Mark “${title}” done` }).click();
  await expectSaid(page, "Confirmed");
  await page.getByRole("link", { name: "Board", exact: true }).click();
  await page.getByRole("group", { name: "Column" }).getByRole("button", { name: "Done" }).click();
  await page.getByRole("heading", { name: "Done 1" }).waitFor();
  await takeBack();
  await page.getByRole("heading", { name: "Done 0" }).waitFor();
});

test("other hours show their whole difference first, and confirming re-plans", async () => {
  await ask(page, "I have less time this week.");
  await expectSaid(page, "5 h a week before, 2 h after");
  await page.getByText("Moved", { exact: true }).click();
  await confirm().click();
  await expectSaid(page, "Confirmed");
  await expectHours(2);
  // The plan page has an Undo of its own.
  await takeBack();
  await expectHours(5);
});

test("a proposal that is cancelled changes nothing and stays cancelled", async () => {
  await ask(page, "Add print new flyers on Friday");
  await page.getByRole("button", { name: /^Cancel: / }).click();
  await expectSaid(page, "Cancelled. Nothing was changed.");
  await page.reload();
  await expectSaid(page, "Cancelled. Nothing was changed.");
});

test("a difference that cannot be loaded is asked for again, and nothing can be confirmed before", async () => {
  await refuse(page, addresses, {
    path: /\/replan$/,
    status: 503,
    code: "dependency_unavailable",
    detail: "I could not reach my notes.",
  });
  await ask(page, "I have less time this week.");
  await expectSaid(page, /^I could not reach my notes\./);
  expect(await confirm().isDisabled()).toBe(true);
  await page.unroute(/\/replan$/);
  await page.getByRole("button", { name: "Try again" }).click();
  await expectSaid(page, "5 h a week before, 2 h after");
  expect(await confirm().isEnabled()).toBe(true);
});

test("a re-plan that fails after its confirmation is still proposed, also after a reload, and is never done twice", async () => {
  await ask(page, "I have less time this week.");
  await expectSaid(page, "5 h a week before, 2 h after");
  await refuse(page, addresses, {
    path: /\/replan$/,
    status: 503,
    code: "dependency_unavailable",
    detail: "I could not reach your plan.",
    only: (request) => request.postData()?.includes("confirm") === true,
    times: 1,
  });
  await confirm().click();
  await expectSaid(
    page,
    /I could not reach your plan\..*The proposal stays here, and confirming again does nothing twice\./,
  );
  await page.reload();
  await expectSaid(page, "5 h a week before, 2 h after");

  // Now it is applied, and nobody hears of it.
  await page.unroute(/\/replan$/);
  await page.route(/\/replan$/, async (route) => {
    if (route.request().postData()?.includes("confirm") !== true) return route.continue();
    await route.fetch();
    await route.abort();
    await page.unroute(/\/replan$/);
  });
  await confirm().click();
  await expectSaid(page, /I couldn't reach Alva/);
  await confirm().click();
  await expectSaid(page, "Confirmed");
  await expectHours(2);
  await page.getByRole("main").getByRole("button", { name: "Undo" }).click();
  await expectHours(5);
});

test("a proposal that the board has left behind says so, cannot be confirmed, and never counts as confirmed", async () => {
  const { id, title } = await nextTask();
  await propose("park_task", { task_id: id });
  const board = await context.newPage();
  await board.goto(`${addresses.web}/board/${id}`);
  await board.getByRole("dialog").getByRole("button", { name: "Mark done" }).click();
  await board.getByRole("button", { name: "Undo" }).waitFor();
  await page.getByRole("button", { name: `Confirm: Park “${title}”` }).click();
  await expectSaid(page, /Nothing was changed\. This proposal does not fit any more; ask me for a new one\./);
  expect(await confirm().count()).toBe(0);
  await page.reload();
  await page.getByRole("button", { name: /^Cancel: / }).click();
  await expectSaid(page, "Cancelled. Nothing was changed.");
  await board.getByRole("button", { name: "Undo" }).click();
  await board.close();
});

test("a note and a draft are made once they are confirmed, and lead to what they made", async () => {
  const { id } = await nextTask();
  await propose("save_note", { text: "No posts on Sundays." });
  await confirm().click();
  await expectSaid(page, "Confirmed");
  await propose("draft_content", { task_id: id, kind: "post" });
  await confirm().click();
  await page.getByRole("link", { name: "See the draft" }).click();
  await page.getByText("Your draft is here. Nothing is published for you.").waitFor();
  await page.goto(`${addresses.web}/settings/profile`);
  await page.getByRole("button", { name: "Delete the note: No posts on Sundays." }).waitFor();
});

test("another ad budget shows what it would do before it counts as an answer", async () => {
  await propose("change_budget", { monthly_ad_budget: 120 });
  await page
    .getByRole("status")
    .filter({ hasText: /Nothing would change|\d+ added/ })
    .waitFor();
  await confirm().click();
  await expectSaid(page, "Confirmed");
  await page.goto(`${addresses.web}/plan/replan`);
  const budget = page.getByLabel("Ad budget in dollars a month");
  await budget.waitFor();
  await expect.poll(() => budget.inputValue()).toBe("120");
});
