import type { Dashboard } from "@alva/contracts/dashboard";
import type { Task } from "@alva/contracts/task";
import type { Browser, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { letItBe, weekday } from "./testing/dashboard.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});
beforeAll(async () => {
  page = await signInWithPlan(browser, addresses);
  await page.setViewportSize({ width: 390, height: 844 });
});
beforeEach(() => page.emulateMedia({ reducedMotion: "no-preference" }));
afterEach(async () => {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.context().setOffline(false);
});

async function openWins(): Promise<void> {
  await page.goto(`${addresses.web}/quick-wins`);
  await page.getByRole("heading", { name: "Quick wins" }).waitFor();
}

const shown = () => page.getByRole("main").getByRole("article").first().getByRole("link");
const openWin = ({ quick_win, next_quick_win }: Dashboard): Task | null => quick_win ?? next_quick_win;

test.each<[string, (dashboard: Dashboard) => Partial<Dashboard>, string, boolean]>([
  [
    "nothing small is due",
    (now) => weekday(now, null),
    "Nothing small is due today. Here is the next one, if you like.",
    true,
  ],
  [
    "the plan has not begun",
    (now) => ({ ...weekday(now, null), today: "2020-01-01" }),
    "Want a head start?",
    true,
  ],
  [
    "no win is left",
    (now) => ({ ...weekday(now, null), next_quick_win: null }),
    "No quick win is left in this plan.",
    false,
  ],
  [
    "the plan has no hours",
    (now) => ({ ...weekday(now, null), week_minutes: { planned: 0, used: 0, capacity: 0 } }),
    "You gave me 0 hours. Even 1 hour gives you one quick win a week.",
    true,
  ],
  [
    "the 13 weeks are over",
    (now) => ({ ...weekday(now, null), today: "2099-01-01", next_quick_win: null }),
    "Your 13 weeks are over.",
    false,
  ],
])("when %s it is said, without a reproach", async (_case, change, sentence, offersOne) => {
  await letItBe(page, addresses, change);
  await openWins();
  await page.getByText(sentence).waitFor();
  expect(await page.getByRole("button", { name: "Mark done" }).count()).toBe(offersOne ? 1 : 0);
});

test("after the last week the next plan is one tap away", async () => {
  await letItBe(page, addresses, (now) => ({
    ...weekday(now, null),
    today: "2099-01-01",
    next_quick_win: null,
  }));
  await openWins();
  await page.getByRole("link", { name: "Plan the next 90 days" }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe("/plan/new");
});

test("a swapped win that is done without a connection keeps the day at once", async () => {
  await letItBe(page, addresses, (now) => ({
    ...weekday(now, openWin(now)),
    today: now.today,
    streak: { count: 4, days: [...now.streak.days.slice(1), { date: now.today, state: "neutral" }] },
  }));
  await openWins();
  const first = (await shown().textContent()) ?? "";
  await page.getByRole("button", { name: "Swap" }).click();
  await expect.poll(() => shown().textContent()).not.toBe(first);
  const second = (await shown().textContent()) ?? "";
  await page.context().setOffline(true);
  await page.getByText("You're offline.").first().waitFor();
  await page.getByRole("button", { name: "Mark done" }).click();
  await page.locator(".animate-confetti").first().waitFor({ state: "attached" });
  await page.getByText("Done for today. Here is another, if you like.").waitFor();
  await page.getByText("Streak 5. Gold is a day you kept").waitFor();
  await page
    .getByRole("status")
    .filter({ hasText: `Done: ${second}` })
    .getByRole("button", { name: "Undo" })
    .click();
  await page.getByText("Streak 4. Gold is a day you kept").waitFor();
});

test("a quick win is refused and taken back, and when it is done the next one is offered", async () => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openWins();
  const title = (await shown().textContent()) ?? "";
  await page.getByRole("button", { name: "Not for me" }).click();
  await page
    .getByRole("status")
    .filter({ hasText: `Not for me: ${title}` })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect.poll(() => shown().textContent()).toBe(title);
  await page.getByRole("button", { name: "Mark done" }).click();
  await page.getByText(`Done: ${title}`).waitFor();
  await expect.poll(() => shown().textContent()).not.toBe(title);
  // Whoever wants no motion gets no confetti.
  expect(await page.locator(".animate-confetti").first().isVisible()).toBe(false);
  await page.getByRole("button", { name: "Dismiss" }).first().click();
  await page.getByRole("link", { name: "View all" }).click();
  await page.getByLabel("Quick wins", { exact: true }).waitFor({ state: "attached" });
  expect(new URL(page.url()).search).toBe("?quick=1");
});
