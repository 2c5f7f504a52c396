import type { Browser, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";
import { refuse } from "./testing/refusals.ts";

let addresses: Addresses;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  page = await signInWithPlan(browser, addresses);
  await page.setViewportSize({ width: 390, height: 844 });
  return () => product.close();
});
beforeEach(async () => {
  await forgetLimits();
  await page.goto(`${addresses.web}/settings/export`);
});

const expectShown = (text: string | RegExp) => page.getByText(text).first().waitFor();

test.each([
  ["Markdown", /\.md$/],
  ["PDF to print", /\.pdf$/],
  ["Spreadsheet (CSV)", /\.csv$/],
  ["Calendar (ICS)", /\.ics$/],
  ["Bundle (JSON)", /\.json$/],
  ["Download everything", /\.zip$/],
])("%s is made, saved, and offered again", async (name, ending) => {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name }).click();
  expect((await saved).suggestedFilename()).toMatch(ending);
  await expectShown(/^Ready: alva-/);
  const again = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save it again" }).click();
  expect((await again).suggestedFilename()).toMatch(ending);
});

test("a file that could not be made says so and is made at the next try", async () => {
  await refuse(page, addresses, {
    path: new RegExp(`^${addresses.api}/export$`),
    status: 503,
    code: "dependency_unavailable",
    detail: "I couldn't read your things just now; they are safe.",
    times: 1,
  });
  await page.getByRole("button", { name: "Download everything" }).click();
  await expectShown(/^I couldn't read your things just now; they are safe\./);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Try again" }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.zip$/);
});

test("while a file is made its button is busy, and a screen reader hears of it", async () => {
  const { promise: held, resolve: go } = Promise.withResolvers<void>();
  await page.route(/\/export\?format=md$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Markdown" }).click();
  await page.getByRole("status").filter({ hasText: "Preparing the file." }).waitFor();
  expect(await page.getByRole("button", { name: "Markdown" }).isDisabled()).toBe(true);
  go();
  await expectShown(/^Ready: alva-/);
  await page.unroute(/\/export\?format=md$/);
});

test("a plan that is gone by then is nothing to export", async () => {
  await refuse(page, addresses, {
    path: /\/export\?format=csv$/,
    status: 404,
    code: "not_found",
    detail: "You have no plan with this id.",
  });
  await page.getByRole("button", { name: "Spreadsheet (CSV)" }).click();
  await expectShown("There is nothing to export yet.");
});

test("without a connection no file can be asked for, and the page says why", async () => {
  await page.getByRole("button", { name: "Markdown" }).waitFor();
  await page.context().setOffline(true);
  await expectShown("You're offline. Files can be made when you are back.");
  expect(await page.getByRole("button", { name: "Markdown" }).isDisabled()).toBe(true);
  expect(await page.getByRole("button", { name: "Download everything" }).isDisabled()).toBe(true);
  await page.context().setOffline(false);
});
