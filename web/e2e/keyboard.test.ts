import { randomUUID } from "node:crypto";
import { onboarding } from "@alva/contracts/onboarding-cards";
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { pressByKey, tabTo } from "./testing/keyboard.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, mailedLink, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

test("without a mouse a stranger gets from the landing page to a finished quick win", async () => {
  const page = await (await browser.newContext()).newPage();
  const email = `owner-${randomUUID()}@example.com`;
  await page.goto(addresses.web);
  await tabTo(page, "Your e-mail");
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
  await page.goto(await mailedLink(addresses, email));
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await pressByKey(page, "Sign in");
  await page.getByRole("heading", { name: "Good to meet you" }).waitFor();
  await pressByKey(page, "Start");
  for (const { number, skippable } of onboarding.cards) {
    await page.getByText(`card ${number} of 26`).waitFor({ state: "attached" });
    await page.locator("h1:focus").waitFor();
    await answers[number]?.(page);
    await pressByKey(page, skippable && !answers[number] ? "Skip" : "Next");
  }
  await page.getByRole("button", { name: "Make my plan" }).waitFor();
  await pressByKey(page, "Make my plan");
  await page.getByRole("link", { name: "See my plan" }).waitFor();
  await pressByKey(page, "See my plan");
  await page.getByRole("heading", { name: "Today's quick win" }).waitFor();
  await pressByKey(page, "Mark done");
  await page.getByText(/^Done: /).waitFor();
  expect(await page.getByText(/^Done: /).isVisible()).toBe(true);
  await page.context().close();
}, 120_000);

/** What the keyboard answers; every other card is skipped. */
const answers: Readonly<Record<number, (page: Page) => Promise<void>>> = {
  1: async (page) => {
    await tabTo(page, "Business name");
    await page.keyboard.type("Wick & Wax");
    await tabTo(page, "What you sell");
    await page.keyboard.type("Hand-poured soy candles for gift shops");
  },
  7: choose,
  11: choose,
  17: choose,
  22: async (page) => {
    await tabTo(page, "Hours per week");
    await page.keyboard.press("ArrowRight");
  },
  23: async (page) => {
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
  },
};

/** The first of what can be chosen. */
async function choose(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
}

/** An owner with a plan, on a phone; the tests below use one after another. */
let owner: Promise<Page> | undefined;
async function openOnPhone(path: string): Promise<Page> {
  const page = await (owner ??= signInWithPlan(browser, addresses));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(addresses.web + path);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  return page;
}

test.each([
  "/board",
  "/onboarding/products-offers/1",
  "/onboarding/content-social/1",
  "/settings/notifications",
  "/settings/account",
])("at %s nothing covers what the key Tab reaches, on the way down and back up", async (path) => {
  const page = await openOnPhone(path);
  await page.waitForLoadState("networkidle");
  expect(await coveredOnTheWay(page, "Tab")).toEqual([]);
  expect(await coveredOnTheWay(page, "Shift+Tab")).toEqual([]);
});

test("the bar of what can be done with selected tasks covers none of them", async () => {
  const page = await openOnPhone("/board");
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page.getByRole("region", { name: "Selected tasks" }).waitFor();
  expect(await coveredOnTheWay(page, "Tab")).toEqual([]);
});

/** Presses a key 40 times; gives what had the focus and was covered, at least in part, or out of sight. */
async function coveredOnTheWay(page: Page, key: string): Promise<string[]> {
  const covered = new Set<string>();
  for (let pressed = 0; pressed < 40; pressed += 1) {
    await page.keyboard.press(key);
    const name = await page.evaluate(coveredFocus);
    if (name !== undefined) covered.add(name);
  }
  return [...covered];
}

/** The words of what has the focus, unless it can be seen from its top to its bottom. */
function coveredFocus(): string | undefined {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return undefined;
  // What is drawn in the place of an input that is itself not seen.
  const shown = focused.closest("label:has(> .sr-only)") ?? focused;
  const { left, right, top, bottom } = shown.getBoundingClientRect();
  // Something higher than this has its beginning in sight.
  const end = Math.min(bottom, top + innerHeight / 2);
  const heights = [top + 3, (top + end) / 2, end - 3];
  const isSeen = heights.every((height) => {
    // Words that run over two lines leave a part of their box to what is behind them.
    const hit = document.elementFromPoint((left + right) / 2, height);
    return hit !== null && (shown.contains(hit) || hit.contains(shown));
  });
  return isSeen ? undefined : `${focused.tagName} ${(shown.textContent ?? "").trim().slice(0, 40)}`;
}

test("a sheet keeps the keyboard from the page behind it, but not from a message's Undo", async () => {
  const page = await openOnPhone("/board");
  const card = page.getByRole("main").getByRole("article").getByRole("link").first();
  const title = (await card.textContent()) ?? "";
  await card.press("Enter");
  const sheet = page.getByRole("dialog", { name: title });
  await sheet.getByRole("button", { name: "Start" }).waitFor();
  for (const key of ["Tab", "Shift+Tab"]) {
    const strays = new Set<string>();
    for (let pressed = 0; pressed < 40; pressed += 1) {
      await page.keyboard.press(key);
      const stray = await page.evaluate(() => {
        const focused = document.activeElement;
        const isOutside = focused !== document.body && focused?.closest("[role=dialog]") === null;
        return isOutside ? (focused.textContent ?? "") : undefined;
      });
      if (stray !== undefined) strays.add(stray);
    }
    expect([...strays]).toEqual([]);
  }
  await sheet.getByRole("button", { name: "Start" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText(`In progress: ${title}`).waitFor();
  await pressByKey(page, "Undo");
  await sheet.getByRole("button", { name: "Start" }).waitFor();
  await sheet.getByRole("button", { name: "Start" }).focus();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await page.waitForFunction((words) => document.activeElement?.textContent === words, title);
  await page.keyboard.press("Shift+Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("with reduced motion nothing moves on any main screen", async () => {
  const page = await openOnPhone("/home");
  await page.emulateMedia({ reducedMotion: "reduce" });
  // Skeletons and spinners are there for a moment only, so every frame from the first one on is looked at.
  await page.addInitScript(() => {
    const look = () => {
      const names = document
        .getAnimations()
        .flatMap((animation) => (animation instanceof CSSAnimation ? [animation.animationName] : []));
      for (const name of names) document.documentElement.dataset["moved"] = name;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const moved: string[] = [];
  for (const path of ["/home", "/quick-wins", "/plan", "/board", "/desk", "/settings/account"]) {
    await page.goto(addresses.web + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const name = await page.locator("html").getAttribute("data-moved");
    if (name !== null) moved.push(`${path}: ${name}`);
  }
  expect(moved).toEqual([]);
});
