import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { cards, column, countOf, expectCount, expectIn, openBoard, titleOf } from "./testing/board.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

/** The board of an owner whose plan has just been made, and what the browser complained about. */
async function openOwnBoard(): Promise<{ page: Page; complaints: string[] }> {
  const page = await signInWithPlan(browser, addresses);
  await page.setViewportSize({ width: 1400, height: 900 });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await openBoard(page, addresses);
  return { page, complaints };
}

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
  const { page, complaints } = await openOwnBoard();
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
  const { page } = await openOwnBoard();
  const title = await titleOf(page, "Planned");
  await drag(page, cards(page, "Planned").first(), column(page, "Done"));
  await expectIn(page, "Done", title);
  await drag(page, cards(page, "Done").first(), column(page, "Parked"));
  await page.getByText("from Done a task does not go to Parked directly").waitFor();
  await expectIn(page, "Done", title);
  await page.context().close();
});

test("without a mouse: arrows go from card to card, Enter opens, Esc closes, M moves, and it can be turned off", async () => {
  const { page } = await openOwnBoard();
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
  const { page } = await openOwnBoard();
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
  const { page } = await openOwnBoard();
  expect(await countOf(page, "Planned")).toBeGreaterThan(50);
  expect(await cards(page, "Planned").count()).toBe(50);
  await page.getByRole("button", { name: /^Show \d+ more$/ }).click();
  expect(await cards(page, "Planned").count()).toBeGreaterThan(50);
  await page.context().close();
});
