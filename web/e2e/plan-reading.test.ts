import type { Browser, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  page = await signInWithPlan(browser, addresses);
  return () => product.close();
});
beforeEach(async () => {
  await forgetLimits();
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${addresses.web}/plan`);
});

const expectShown = (text: string | RegExp) => page.getByText(text).waitFor();

test("the channels are a table where there is room, and cards that name what they say where there is not", async () => {
  const table = page.getByRole("table", { name: "Channels" });
  await table.getByRole("columnheader", { name: "Key measure" }).waitFor();
  const [row, ...more] = await table
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader") })
    .all();
  expect(more.length).toBeGreaterThan(0);
  expect(await row?.getByRole("cell").count()).toBe(4);
  expect(await table.getByText("Priority:").first().isVisible()).toBe(false);
  const wide = (await table.boundingBox())?.height ?? 0;

  await page.setViewportSize({ width: 390, height: 844 });
  await table.getByText("Priority:").first().waitFor();
  // It stays a table for who hears it.
  expect(await table.getByRole("rowheader").count()).toBe(more.length + 1);
  expect((await table.boundingBox())?.height).toBeGreaterThan(wide);
});

test("a week says its minutes against the hours in words, and opens to its tasks", async () => {
  const weeks = page.getByRole("figure", { name: "13 weeks" });
  const first = weeks.getByRole("listitem").filter({ hasText: "Week 1, Mon," }).first();
  await first.getByText(/ of 5 h/).click();
  await first.getByRole("link").first().waitFor();
  expect(
    await weeks
      .getByRole("listitem")
      .filter({ hasText: /^Week \d+, Mon, / })
      .count(),
  ).toBe(13);
  await weeks.getByText("your 5 h a week", { exact: true }).waitFor();
});

test("the hours of all weeks are a chart for the eye, and the same figures a table for whoever wants to read them", async () => {
  const weeks = page.getByRole("figure", { name: "13 weeks" });
  await weeks.getByText("The same as a table").click();
  const table = weeks.getByRole("table", { name: "Hours of each week, against your 5 h a week" });
  const heads = await table.getByRole("columnheader").allTextContents();
  expect(heads).toEqual(["Week", "Planned", "Done", "Over"]);
  expect(await table.getByRole("rowheader").count()).toBe(13);
  const planned = await table.getByRole("row").nth(1).getByRole("cell").first().textContent();
  const first = weeks.getByRole("listitem").filter({ hasText: "Week 1, Mon," }).first();
  await first.getByText(`${planned} of 5 h`).waitFor();
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

test("parked tasks are put back from the ledger in one tap, all or one, and parked again by Undo", async () => {
  await page.goto(`${addresses.web}/plan/replan?wish=${encodeURIComponent('{"hours":1}')}`);
  await expectShown("5 h a week before, 1 h after");
  await page.getByRole("button", { name: "Re-plan like this" }).click();
  await expectShown(/1 hour a week$/);
  const restore = page.getByRole("button", { name: /^Restore / });
  await restore.first().waitFor();
  const before = await restore.count();
  await restore.first().click();
  const back = page.getByRole("status").filter({ hasText: /back on the board/i });
  await back.waitFor();
  await expect.poll(() => restore.count()).toBeLessThan(before);
  await back.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => restore.count()).toBe(before);

  const several = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: /^Restore all \d/ }) });
  const one = several
    .first()
    .getByRole("listitem")
    .getByRole("button", { name: /^Restore / });
  const title = (await one.first().getAttribute("aria-label"))?.replace("Restore ", "") ?? "";
  await one.first().click();
  await expectShown(`Back on the board: ${title}.`);
});

test("the money for ads is shown by campaign, and not at all where there are no ads", async () => {
  expect(await page.getByRole("heading", { name: "Ad budget" }).count()).toBe(0);
  const advertiser = await signInWithPlan(browser, addresses, { example: "local-service" });
  await advertiser.goto(`${addresses.web}/plan`);
  const budget = advertiser.getByRole("figure", { name: "Ad budget" });
  await budget.getByText("$400 a month.").waitFor();
  const campaigns = budget.getByRole("table", { name: "Ad budget by campaign" }).getByRole("row");
  expect(await campaigns.filter({ hasText: /\$\d+, \d+ %$/ }).count()).toBeGreaterThan(0);
  await advertiser.context().close();
});
