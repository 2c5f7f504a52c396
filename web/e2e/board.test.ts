import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

const desktop = { width: 1400, height: 900 };
const phone = { width: 390, height: 844 };

/** The board of an owner whose plan has just been made, and what the browser complained about. */
async function openBoard(viewport = desktop): Promise<{ page: Page; complaints: string[] }> {
  const page = await signInWithPlan(browser, addresses);
  await page.setViewportSize(viewport);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(`${addresses.web}/board`);
  await page.getByRole("heading", { name: "Board" }).waitFor();
  return { page, complaints };
}

const column = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(`^${name} \\d+$`) });
const cards = (page: Page, name: string) => column(page, name).getByRole("article");
const countOf = async (page: Page, name: string) =>
  Number(/\d+$/.exec((await column(page, name).getByRole("heading", { level: 2 }).textContent()) ?? "")?.[0]);
const titleOf = async (page: Page, name: string) =>
  (await cards(page, name).first().getByRole("link").textContent()) ?? "";
const expectIn = (page: Page, name: string, title: string) =>
  column(page, name).getByRole("link", { name: title, exact: true }).first().waitFor();
const expectCount = (page: Page, name: string, count: number) =>
  expect.poll(() => countOf(page, name), { timeout: 10_000 }).toBe(count);

async function drag(
  page: Page,
  from: ReturnType<typeof cards>,
  to: ReturnType<typeof column>,
): Promise<void> {
  // What drags is loaded once a mouse has come near.
  await from.hover();
  await from.locator("xpath=ancestor::li[@data-draggable]").waitFor();
  const card = await from.boundingBox();
  const place = await to.boundingBox();
  if (!card || !place) throw new TypeError("Nothing to drag, or nowhere to.");
  await page.mouse.move(card.x + card.width - 20, card.y + 20);
  await page.mouse.down();
  await page.mouse.move(card.x + card.width, card.y + 40, { steps: 3 });
  await page.mouse.move(place.x + place.width / 2, place.y + 60, { steps: 8 });
  await page.mouse.up();
}

test("a card dragged to another column is there, and Undo brings it back", async () => {
  const { page, complaints } = await openBoard();
  const [title, planned] = [await titleOf(page, "Planned"), await countOf(page, "Planned")];
  await drag(page, cards(page, "Planned").first(), column(page, "In progress"));
  await expectIn(page, "In progress", title);
  await page.getByText(`In progress: ${title}`).waitFor();
  await page.reload();
  await expectIn(page, "In progress", title);
  await drag(page, cards(page, "In progress").first(), column(page, "Done"));
  await expectIn(page, "Done", title);
  await page.getByRole("button", { name: "Undo" }).click();
  await expectIn(page, "In progress", title);
  await expectCount(page, "Planned", planned - 1);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("a card dragged where its task may not go returns with a sentence", async () => {
  const { page } = await openBoard();
  const title = await titleOf(page, "Planned");
  await drag(page, cards(page, "Planned").first(), column(page, "Done"));
  await expectIn(page, "Done", title);
  await drag(page, cards(page, "Done").first(), column(page, "Parked"));
  await page.getByText("from Done a task does not go to Parked directly").waitFor();
  await expectIn(page, "Done", title);
  await page.context().close();
});

test("without a mouse: arrows go from card to card, Enter opens, Esc closes, M moves, and it can be turned off", async () => {
  const { page } = await openBoard();
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const titles = await column(page, "Planned").getByRole("article").getByRole("link").allTextContents();
  const [first = "", second = ""] = titles;
  await column(page, "Planned").getByRole("article").getByRole("link").first().focus();
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe(second);
  await page.keyboard.press("ArrowUp");
  expect(await focused()).toBe(first);
  // The other cards are not on the way of the key Tab.
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Move to…");
  await page.keyboard.press("Tab");
  expect(titles).not.toContain(await focused());

  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: first }).waitFor();
  await expect.poll(focused).toBe(first);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(new URL(page.url()).pathname).toBe("/board");
  await expect.poll(focused).toBe(first);

  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: "In progress" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  await column(page, "Planned").getByRole("article").getByRole("link").first().focus();
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: "In progress" }).press("Enter");
  await expectIn(page, "In progress", first);
  // The focus goes along with the card.
  await expect.poll(focused).toBe(first);
  await page
    .getByRole("status")
    .filter({ hasText: `In progress: ${first}` })
    .waitFor();

  await page.getByText("Keys", { exact: true }).click();
  await page.getByLabel("Use the key M").uncheck();
  await column(page, "In progress").getByRole("article").getByRole("link").first().focus();
  await page.keyboard.press("m");
  await page.keyboard.press("ArrowLeft");
  expect(await page.getByRole("menu").count()).toBe(0);
  expect(await focused()).toBe(second);
  await page.context().close();
});

test("filters are in the address, survive a reload and the panel of a task, and are cleared when nothing fits", async () => {
  const { page } = await openBoard();
  const all = await countOf(page, "Planned");
  await page.getByLabel("Quick wins", { exact: true }).check();
  await expect.poll(() => countOf(page, "Planned")).toBeLessThan(all);
  const wins = await countOf(page, "Planned");
  await page.getByLabel("Effort").selectOption("Up to 30 min");
  await expect.poll(() => new URL(page.url()).search).toBe("?effort=1&quick=1");
  await page.reload();
  await expectCount(page, "Planned", wins);
  await cards(page, "Planned").first().getByRole("link").click();
  await page.getByRole("dialog").waitFor();
  expect(new URL(page.url()).search).toBe("?effort=1&quick=1");
  await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).click();
  await expectCount(page, "Planned", wins);
  await page.getByLabel("Find").fill("no such words");
  await page.getByText("No task fits these filters.").waitFor();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expectCount(page, "Planned", all);
  expect(new URL(page.url()).search).toBe("");
  await page.context().close();
});

test("a column draws 50 cards, and the next when they are asked for", async () => {
  const { page } = await openBoard();
  expect(await countOf(page, "Planned")).toBeGreaterThan(50);
  expect(await cards(page, "Planned").count()).toBe(50);
  await page.getByRole("button", { name: /^Show \d+ more$/ }).click();
  expect(await cards(page, "Planned").count()).toBeGreaterThan(50);
  await page.context().close();
});

test("an owner adds a task of their own, sees what is wrong with it first, edits, deletes and gets it back", async () => {
  const { page } = await openBoard(phone);
  await page.getByRole("button", { name: "Add a task" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a task" });
  await dialog.getByLabel("Minutes").fill("2");
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.getByText("This is required.").waitFor();
  await dialog.getByText("Give whole minutes, 5 to 480.").waitFor();
  await dialog.getByLabel("Title").fill("Call the gift shop");
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
  await page.context().close();
});

test("many tasks are moved, finished and parked at once, each with one Undo", async () => {
  const { page } = await openBoard();
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
  await page.context().close();
});

test("the panel of a task starts, pins, dates, notes and refuses it, and its history tells of all", async () => {
  const { page } = await openBoard();
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
  await page.context().close();
});

test("a quick win is refused and taken back, and when it is done the next one is offered", async () => {
  const { page } = await openBoard(phone);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.getByRole("link", { name: "Quick Wins" }).first().click();
  await page.getByRole("heading", { name: "Quick wins" }).waitFor();
  const shown = page.getByRole("main").getByRole("article").first().getByRole("link");
  const title = (await shown.textContent()) ?? "";
  await page.getByRole("button", { name: "Not for me" }).click();
  await page
    .getByRole("status")
    .filter({ hasText: `Not for me: ${title}` })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect.poll(() => shown.textContent()).toBe(title);
  await page.getByRole("button", { name: "Mark done" }).click();
  await page.getByText(`Done: ${title}`).waitFor();
  await expect.poll(() => shown.textContent()).not.toBe(title);
  // Whoever wants no motion gets no confetti.
  expect(await page.locator(".animate-confetti").first().isVisible()).toBe(false);
  await page.getByRole("button", { name: "Dismiss" }).first().click();
  await page.getByRole("link", { name: "View all" }).click();
  await page.getByLabel("Quick wins", { exact: true }).waitFor({ state: "attached" });
  expect(new URL(page.url()).search).toBe("?quick=1");
  await page.context().close();
});
