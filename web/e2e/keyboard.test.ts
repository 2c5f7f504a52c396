import { randomUUID } from "node:crypto";
import { onboarding } from "@alva/contracts/onboarding-cards";
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { pressByKey, tabTo } from "./testing/keyboard.ts";
import { becomeOwner } from "./testing/owner.ts";
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

test("with reduced motion nothing moves on any main screen", async () => {
  const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  await becomeOwner(page, addresses);
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
  await page.context().close();
});
