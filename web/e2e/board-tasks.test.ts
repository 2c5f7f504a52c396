import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, beforeAll, expect, test } from "vitest";
import {
  addTask,
  cards,
  column,
  countOf,
  expectCount,
  expectIn,
  followWrites,
  isWriting,
  openBoard,
  titleOf,
} from "./testing/board.ts";
import { authorizationOf, doneElsewhere } from "./testing/elsewhere.ts";
import { goOffline } from "./testing/offline.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";
import { refuse } from "./testing/refusals.ts";

let addresses: Addresses;
let browser: Browser;
/** One owner for all; each test has a tab of its own. */
let owner: BrowserContext;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  owner = (await signInWithPlan(browser, addresses)).context();
  return () => product.close();
});

afterEach(async () => {
  await owner.setOffline(false);
  await Promise.all(owner.pages().map((page) => page.close()));
});

async function openTab(viewport = { width: 1400, height: 900 }): Promise<Page> {
  const page = await owner.newPage();
  await page.setViewportSize(viewport);
  await openBoard(page, addresses);
  return page;
}

const panelOf = (page: Page, title: string) => page.getByRole("dialog", { name: title });
const openFirst = async (page: Page): Promise<string> => {
  const title = await titleOf(page, "Planned");
  await cards(page, "Planned").first().getByRole("link").click();
  await panelOf(page, title).waitFor();
  return title;
};
const undoOf = (page: Page, sentence: string) =>
  page.getByRole("status").filter({ hasText: sentence }).getByRole("button", { name: "Undo" });

test("an owner adds a task of their own, sees what is wrong with it first, edits, deletes and gets it back", async () => {
  const page = await openTab({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Add a task" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a task" });
  const title = dialog.getByLabel("Title");
  await title.focus();
  await dialog.getByLabel("Minutes").fill("2");
  await dialog.getByLabel("Due").focus();
  await dialog.getByText("Give a whole number from 5 to 480.").waitFor();
  // A field that was only passed is nothing to complain of yet.
  expect(await title.getAttribute("aria-invalid")).toBe("false");
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.getByText("This is required.").waitFor();
  await expect.poll(() => title.evaluate((field) => field === document.activeElement)).toBe(true);
  await title.fill("Call the gift shop");
  await dialog.getByLabel("Minutes").fill("45");
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Added: Call the gift shop").waitFor();

  await page.getByLabel("Find").fill("gift shop");
  await page.getByRole("link", { name: "Call the gift shop" }).click();
  const panel = page.getByRole("dialog", { name: "Call the gift shop" });
  await panel.getByRole("button", { name: "Edit" }).click();
  await panel.getByLabel("Title").fill("Visit the gift shop");
  await panel.getByRole("button", { name: "Save", exact: true }).click();
  const renamed = page.getByRole("dialog", { name: "Visit the gift shop" });
  await renamed.getByRole("button", { name: "Delete" }).click();
  await renamed.waitFor({ state: "detached" });
  await page.getByText("No task fits these filters.").waitFor();
  await page
    .getByRole("status")
    .filter({ hasText: "Deleted: Visit the gift shop" })
    .getByRole("button", { name: "Undo" })
    .click();
  await page.getByRole("link", { name: "Visit the gift shop" }).waitFor();
  expect(await page.getByRole("article").count()).toBe(1);
});

test("of a task that is added and deleted offline nothing is sent; one that the server has is hidden, comes back, and is deleted", async () => {
  const page = await openTab();
  await addTask(page, "Weed the garden");
  await page.getByLabel("Find").fill("garden");
  const known = page.getByRole("link", { name: "Weed the garden" });
  await known.waitFor();
  await page.reload();
  await known.waitFor();
  const sent = followWrites(page);
  await goOffline(page);

  await addTask(page, "A garden thought");
  const thought = page.getByRole("link", { name: "A garden thought" });
  await deleteTask(page, "A garden thought");
  await undoOf(page, "Deleted: A garden thought").click();
  await thought.waitFor();
  await deleteTask(page, "A garden thought");

  await deleteTask(page, "Weed the garden");
  await page.getByText("No task fits these filters.").waitFor();
  await undoOf(page, "Deleted: Weed the garden").click();
  await known.waitFor();
  await deleteTask(page, "Weed the garden");
  expect(sent).toEqual([]);

  await owner.setOffline(false);
  await page.getByText("All changes saved").waitFor();
  expect(sent).toEqual([["delete"]]);
  await page.reload();
  await page.getByText("No task fits these filters.").waitFor();
});

async function deleteTask(page: Page, title: string): Promise<void> {
  await page.getByRole("link", { name: title }).click();
  const panel = panelOf(page, title);
  await panel.getByRole("button", { name: "Delete" }).click();
  await panel.waitFor({ state: "detached" });
  await page.getByRole("link", { name: title }).waitFor({ state: "detached" });
}

test("what the server does not add is kept with all that was typed, to be mended and added again or thrown away", async () => {
  const page = await openTab();
  await refuse(page, addresses, {
    path: /\/tasks\/writes$/,
    code: "not_found",
    status: 404,
    detail: "You have no plan with this task.",
  });
  await goOffline(page);
  for (const title of ["Paint the door", "Oil the hinges"]) await addTask(page, title);
  await page.getByLabel("Find").fill("door");
  await page.getByRole("link", { name: "Paint the door" }).click();
  const panel = panelOf(page, "Paint the door");
  await panel.getByLabel("Your notes").fill("The blue one");
  await panel.getByRole("button", { name: "Save notes" }).click();
  await panel.getByRole("button", { name: "Close", exact: true }).click();
  await owner.setOffline(false);

  const kept = (title: string) => page.getByRole("alert").filter({ hasText: `I couldn't add “${title}”.` });
  const notice = (title: string) =>
    kept(title).filter({ has: page.getByRole("button", { name: "Throw away" }) });
  await notice("Oil the hinges").getByRole("button", { name: "Throw away" }).click();
  await notice("Oil the hinges").waitFor({ state: "detached" });
  await page.getByText("No task fits these filters.").waitFor();
  await page.reload();
  await page.unrouteAll();
  await notice("Paint the door").getByRole("button", { name: "Change and add again" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a task" });
  expect(await dialog.getByLabel("Title").inputValue()).toBe("Paint the door");
  await dialog.getByLabel("Title").fill("Paint the door blue");
  const taking = page.waitForResponse((response) => isWriting(response.request()));
  await dialog.getByRole("button", { name: "Add" }).click();
  expect((await taking).ok()).toBe(true);
  await notice("Paint the door").waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("link", { name: "Paint the door blue" }).click();
  await expect.poll(() => page.getByLabel("Your notes").inputValue()).toBe("The blue one");
});

test("many tasks are moved, finished and parked at once, each with one Undo", async () => {
  const page = await openTab();
  await page.getByLabel("Quick wins", { exact: true }).check();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  const planned = await countOf(page, "Planned");
  for (const index of [0, 1, 2]) await cards(page, "Planned").nth(index).getByRole("checkbox").check();
  await page.getByText("3 selected").waitFor();
  await page.getByRole("region", { name: "Selected tasks" }).getByRole("button", { name: "Park" }).click();
  await page.getByText("3 tasks parked.").waitFor();
  await expectCount(page, "Planned", planned - 3);
  await page.getByRole("button", { name: "Undo" }).click();
  await expectCount(page, "Planned", planned);

  await page.getByRole("button", { name: "Select", exact: true }).click();
  const first = await titleOf(page, "Planned");
  for (const index of [0, 1]) await cards(page, "Planned").nth(index).getByRole("checkbox").check();
  const bar = page.getByRole("region", { name: "Selected tasks" });
  await bar.getByLabel("Week").selectOption("13");
  await bar.getByRole("button", { name: "Move to week" }).click();
  await page.getByText("2 tasks moved to week 13.").waitFor();
  await expect.poll(() => titleOf(page, "Planned")).not.toBe(first);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => titleOf(page, "Planned")).toBe(first);
});

test("the panel of a task starts, pins, dates, notes and refuses it, and its history tells of all", async () => {
  const page = await openTab();
  const title = await titleOf(page, "Planned");
  await cards(page, "Planned").first().getByRole("link").click();
  const panel = page.getByRole("dialog", { name: title });
  await panel.getByRole("button", { name: "Start" }).click();
  await expectIn(page, "In progress", title);
  await panel.getByRole("button", { name: "Pin" }).click();
  await panel.getByRole("button", { name: "Unpin" }).waitFor();
  await panel.getByLabel("Your notes").fill("Ask Ana first");
  await panel.getByRole("button", { name: "Save notes" }).click();
  await panel.getByRole("button", { name: "Park" }).click();
  await expectIn(page, "Parked", title);
  await panel.getByRole("button", { name: "Not for me" }).click();
  await panel.getByLabel(/^Why not/).fill("My customers never ask for it");
  await panel.getByRole("button", { name: "Leave it out" }).click();
  await page.getByText(`Not for me: ${title}`).waitFor();
  await panel.getByText("History").click();
  for (const words of ["Planned to In progress", "notes rewritten", "Parked to Not for me"]) {
    await panel.getByText(words).first().waitFor();
  }
  await panel.getByRole("button", { name: "Close", exact: true }).click();
  await page.getByLabel("Not for me", { exact: true }).check();
  await expectIn(page, "Not for me", title);
});

test("without a connection many are parked at once, taken back and moved, and all of it is sent together later", async () => {
  const page = await openTab();
  const sent = followWrites(page);
  await page.getByLabel("Quick wins", { exact: true }).check();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  const planned = await countOf(page, "Planned");
  for (const index of [0, 1]) await cards(page, "Planned").nth(index).getByRole("checkbox").check();
  await goOffline(page);
  const bar = page.getByRole("region", { name: "Selected tasks" });
  await bar.getByRole("button", { name: "Park" }).click();
  await page.getByText("2 tasks parked.").waitFor();
  await expectCount(page, "Planned", planned - 2);
  await undoOf(page, "2 tasks parked.").click();
  await expectCount(page, "Planned", planned);
  expect(sent).toEqual([]);
  await owner.setOffline(false);
  await page.getByText("All changes saved").waitFor();
  expect(sent).toEqual([["change", "change", "change", "change"]]);
  await page.reload();
  await expectCount(page, "Planned", planned);
});

test("a week that has more than its owner's hours says by how much", async () => {
  const page = await openTab();
  await page.getByLabel("Quick wins", { exact: true }).check();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  const bar = page.getByRole("region", { name: "Selected tasks" });
  await bar.getByRole("button", { name: "Select all shown" }).click();
  await bar.getByLabel("Week").selectOption("12");
  await bar.getByRole("button", { name: "Move to week" }).click();
  const week = column(page, "Planned").getByRole("heading", { name: /^Week 12, / });
  await expect.poll(() => week.textContent()).toMatch(/ of 5 h, \d.+ over$/);
  await undoOf(page, "moved to week 12.").click();
  // Its own quick wins are among those that a column draws when they are asked for.
  await week.waitFor({ state: "detached" });
});

test("a task that is given another day is pinned there, and Undo brings both back", async () => {
  const page = await openTab();
  const title = await openFirst(page);
  const panel = panelOf(page, title);
  const due = panel.getByLabel("Due");
  const before = await due.inputValue();
  const other = new Date(Date.parse(before) + 86_400_000).toISOString().slice(0, 10);
  await due.fill(other);
  await panel.getByRole("button", { name: /^Change to / }).click();
  await panel.getByRole("button", { name: "Unpin" }).waitFor();
  await page.reload();
  await expect.poll(() => due.inputValue()).toBe(other);
  await due.fill(before);
  await panel.getByRole("button", { name: /^Change to / }).click();
  await page.getByText(`: ${title}`).first().waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => due.inputValue()).toBe(other);
});

test("what may be asked for again only later says when, and its button waits", async () => {
  const page = await openTab();
  await page.route(/\/history\?/, (route) =>
    route.fulfill({
      status: 429,
      headers: {
        "Retry-After": "300",
        "Access-Control-Allow-Origin": addresses.web,
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Expose-Headers": "Retry-After",
      },
      body: "Too many",
    }),
  );
  const panel = panelOf(page, await openFirst(page));
  await panel.getByText("History").click();
  await panel.getByText(/^Possible again in \d minutes\.$/).waitFor();
  expect(await panel.getByRole("button", { name: "Try again" }).isDisabled()).toBe(true);
});

test("an address of no task says so, and closing it leaves the board", async () => {
  const page = await openTab();
  await page.goto(`${addresses.web}/board/tsk_0000000000`);
  await page.getByText("It may have been deleted, or replaced by a newer plan.").waitFor();
  await panelOf(page, "There is no such task").getByRole("button", { name: "Close", exact: true }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe("/board");
});

test("what was done later on another device stands, is told with its value, and Undo goes over it", async () => {
  const page = await owner.newPage();
  const authorization = await authorizationOf(page, () => openBoard(page, addresses));
  const card = cards(page, "Planned").first();
  const [title, id] = [
    await titleOf(page, "Planned"),
    (await card.getByRole("link").getAttribute("data-card")) ?? "",
  ];
  await goOffline(page);
  await card.getByRole("button", { name: /^Move to…/ }).click();
  await page.getByRole("menuitem", { name: "Parked" }).click();
  await expectIn(page, "Parked", title);
  await doneElsewhere({ addresses, authorization }, id);
  await owner.setOffline(false);
  const told = page
    .getByRole("alert")
    .filter({ hasText: `“${title}” was changed later on another device. It is now: done, due ` });
  await told.waitFor();
  await expectIn(page, "Done", title);
  await told.getByRole("button", { name: "Undo" }).click();
  await expectIn(page, "Parked", title);
});
