import { cardOf, type CardId } from "@alva/contracts/onboarding-cards";
import type { Browser, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { openBoard } from "./testing/board.ts";
import { ask } from "./testing/desk.ts";
import { signIn } from "./testing/owner.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

/** What has the focus, in the words of its own text, label or name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return (label ?? element?.getAttribute("aria-label") ?? element?.textContent ?? "").trim();
  });

const pressEnter = async (page: Page, name: string | RegExp): Promise<void> => {
  await page.getByRole("button", { name, exact: true }).first().press("Enter");
};

describe("the cards", () => {
  let page: Page;
  beforeAll(async () => {
    page = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
    await signIn(page, addresses);
  });

  async function open(id: CardId): Promise<void> {
    await page.goto(addresses.web + (cardOf(id)?.route ?? ""));
    await page.locator("h1:focus").waitFor();
  }

  test("what keeps a card from going on is said once, with the field that gets the focus", async () => {
    await open("business_basics");
    await pressEnter(page, "Next");
    await expect.poll(() => focused(page)).toBe("Business name (required)");
    const field = page.getByLabel("Business name (required)");
    expect(await field.evaluate(descriptionOf)).toBe("This is needed to go on.");
    expect(await page.getByRole("alert").filter({ hasText: "This is needed to go on." }).count()).toBe(0);
  });

  test("what is wrong with a field that was left says so by itself", async () => {
    await open("competitors");
    await page.getByLabel("Competitor links").fill("nonsense");
    await page.getByLabel("Competitor links").press("Tab");
    const problem = page.getByRole("alert").filter({ hasText: "Use a public web address" });
    await problem.waitFor();
    expect(await problem.count()).toBe(1);
  });

  test("while an answer is saved its button keeps the focus and takes no second press; then the next card is read out", async () => {
    await open("brand_vibe");
    await page.getByLabel("Calm & Minimal").press("Space");
    let saved = 0;
    const released = Promise.withResolvers<void>();
    await page.route(/\/onboarding\/cards\//, async (route) => {
      if (route.request().method() === "PUT") saved += 1;
      await released.promise;
      await route.continue();
    });
    await pressEnter(page, "Next");
    await page.locator("button[aria-busy=true]").waitFor();
    expect(await focused(page)).toBe("Next");
    await page.keyboard.press("Enter");
    released.resolve();
    await expect.poll(() => focused(page)).toBe("Who is your ideal customer?");
    expect(saved).toBe(1);
    expect(await page.title()).toBe("Card 3, Brand Clarity · Alva");
    await page.unroute(/\/onboarding\/cards\//);
  });

  test("options are a group with the name that stands above them, which is there once", async () => {
    await open("brand_vibe");
    await page.getByRole("group", { name: "How should your brand feel?" }).waitFor();
    expect(await page.getByText("How should your brand feel?").count()).toBe(1);
    await open("what_you_sell");
    await page.getByRole("group", { name: "Services" }).waitFor();
    expect(await page.getByText("Services", { exact: true }).count()).toBe(1);
  });

  test("a slider's value is short, and what it means is its description", async () => {
    await open("weekly_time");
    const slider = page.getByRole("slider");
    for (const key of ["Home", "PageUp"]) await slider.press(key);
    expect(await slider.getAttribute("aria-valuetext")).toBe("5 hours, Light Touch");
    await expect
      .poll(() => slider.evaluate(descriptionOf))
      .toBe("Some posts, small offers and a little conversation.");
  });
});

describe("with a plan", () => {
  let page: Page;
  beforeAll(async () => {
    page = await signInWithPlan(browser, addresses, { browserAs: { serviceWorkers: "block" } });
  });

  test("what stands side by side is not read as one word, and tasks stand below their week", async () => {
    await openBoard(page, addresses);
    await page
      .getByRole("heading", { level: 3, name: /^Week 1, Mon, \w+ \d+ ?, \d+ h \d* ?of 5 h/ })
      .first()
      .waitFor();
    const task = page.getByRole("article").first();
    await task.getByRole("heading", { level: 4 }).waitFor();
    expect(await task.getByRole("paragraph").last().textContent()).toMatch(/^[\w-]+, .* min, \w+, \w+ \d+, /);
    await page.goto(`${addresses.web}/plan`);
    const week = page.locator("summary").filter({ hasText: "Week 1," });
    expect(await week.textContent()).toMatch(/^Week 1, Mon, \w+ \d+, \d+ h/);
  });

  test("on the board a pressed button that goes leaves the focus where its effect is", async () => {
    await openBoard(page, addresses);
    await page.getByLabel("Find", { exact: true }).fill("no such words");
    await pressEnter(page, "Clear filters");
    expect(await focused(page)).toBe("Find");
    await pressEnter(page, "Select");
    await pressEnter(page, "Stop selecting");
    expect(await focused(page)).toBe("Select");
    const card = page.getByRole("article").getByRole("link").first();
    const title = (await card.textContent()) ?? "";
    await card.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Start" }).press("Enter");
    await page
      .getByRole("dialog")
      .getByText(/in progress/)
      .waitFor();
    await expect.poll(() => focused(page)).toBe(title);
    await page.keyboard.press("Escape");
    await pressEnter(page, "Add a task");
    await page.getByRole("dialog", { name: "Add a task" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => focused(page)).toBe("Add a task");
  });

  test("a done quick win takes the focus along, so that a second press does no other", async () => {
    await page.goto(`${addresses.web}/quick-wins`);
    await pressEnter(page, "Mark done");
    // On a weekend no day is kept, and the next win's heading has it.
    await expect.poll(() => focused(page)).not.toBe("Mark done");
  });

  test("at the desk the focus waits where the answer comes, and then where it was decided", async () => {
    await page.goto(`${addresses.web}/desk`);
    await pressEnter(page, "What's next?");
    await expect.poll(() => focused(page)).toMatch(/^Conversation/);
    await page
      .getByRole("log")
      .getByText(/^Next for you/)
      .waitFor({ state: "attached" });
    await ask(page, "I have less time this week.");
    await page.getByRole("button", { name: /^Cancel: / }).press("Enter");
    await expect.poll(() => focused(page)).toBe("Cancelled. Nothing was changed.");
  });

  test("where the system chooses the colours, what is chosen, pressed or has the focus, and how far a bar goes, is seen", async () => {
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    await openBoard(page, addresses);
    await pressEnter(page, "Select");
    const plain = await fillOf(page, "body");
    const pressed = await fillOf(page, "[aria-pressed=true]");
    const bar = await fillOf(page, "h3 + div > div");
    expect(pressed).not.toBe(plain);
    expect(bar).not.toBe(plain);
    await pressEnter(page, "Stop selecting");
    await page.getByRole("button", { name: "Move to…" }).first().press("Enter");
    await page.getByRole("menuitem").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => fillOf(page, "[role=menuitem][data-highlighted]")).toBe(pressed);
    await page.keyboard.press("Escape");
    await page.emulateMedia({ forcedColors: "none", reducedMotion: "no-preference" });
  });
});

const fillOf = (page: Page, selector: string): Promise<string> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).backgroundColor);

/** What is read out after a control's name. */
function descriptionOf(control: Element): string {
  const ids = (control.getAttribute("aria-describedby") ?? "").split(" ");
  return ids.flatMap((id) => document.getElementById(id)?.textContent || []).join(" ");
}

test("a message gives the focus back to where it came from, and takes it from nobody who goes on to another field", async () => {
  const page = await signInWithPlan(browser, addresses);
  await page.goto(`${addresses.web}/settings/profile`);
  const field = page.getByLabel("An average order in dollars");
  const undo = page.getByRole("button", { name: "Undo" });
  await field.fill("45");
  await field.press("Enter");
  await undo.press("Enter");
  await expect.poll(() => focused(page)).toBe("An average order in dollars");
  await page.getByText("It is as it was.").waitFor();

  await field.fill("46");
  await field.press("Enter");
  await undo.focus();
  const note = page.getByLabel("A new note");
  await note.focus();
  expect(await note.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.context().close();
});
