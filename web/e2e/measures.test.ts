import type { Browser, Locator, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  page = await signInWithPlan(browser, addresses);
  return async () => {
    await page.context().close();
    await product.close();
  };
});

/** The first measure of the plan, and its name. */
let measure: Locator;
let name: string;
beforeEach(async () => {
  await page.goto(`${addresses.web}/plan`);
  measure = page.getByRole("region", { name: "Measures" }).getByRole("listitem").first();
  name = (await measure.getByRole("heading").textContent()) ?? "";
});

const field = () => measure.getByLabel(`${name} today`);
const values = () => measure.getByRole("list", { name: `Values of ${name}` }).getByRole("listitem");
const undo = (sentence: string) =>
  page.getByRole("status").filter({ hasText: sentence }).getByRole("button", { name: "Undo" }).click();

test("a value is written down with the keyboard alone, stays after a reload, and is taken back", async () => {
  await field().press("Enter");
  await measure.getByText("This is required.").waitFor();
  await field().fill("12");
  await field().press("Enter");
  await page.getByText(`${name}: 12, written down.`).waitFor();
  await expect.poll(() => values().count(), { timeout: 10_000 }).toBe(1);
  expect(await field().inputValue()).toBe("");
  await page.reload();
  await values().getByText("12").waitFor();

  await field().fill("14");
  await field().press("Enter");
  await values().getByText("14").waitFor();
  await undo(`${name}: 14, written down.`);
  await values().getByText("12").waitFor();
});

test("a value is corrected and removed, each with a way back, and the focus stays with the measure", async () => {
  await field().fill("20");
  await field().press("Enter");
  await values().getByText("20").waitFor();
  await measure.getByRole("button", { name: `Correct ${name} on` }).press("Enter");
  const corrected = measure.getByRole("textbox");
  expect(await corrected.inputValue()).toBe("20");
  await corrected.fill("21");
  await corrected.press("Enter");
  await values().getByText("21").waitFor();
  await measure.getByRole("button", { name: `Remove ${name} on` }).press("Enter");
  await expect.poll(() => values().count(), { timeout: 10_000 }).toBe(0);
  await expect.poll(() => field().evaluate((input) => input === document.activeElement)).toBe(true);
  await undo(`${name}: 21 is removed.`);
  await values().getByText("21").waitFor();
});

test("offline it can be read and says why nothing can be written", async () => {
  const button = measure.getByRole("button", { name: "Write down" });
  await page.context().setOffline(true);
  await page.getByText("Writing values down needs a connection.").waitFor();
  expect(await button.isDisabled()).toBe(true);
  await page.context().setOffline(false);
  await expect.poll(() => button.isDisabled()).toBe(false);
});

test("its buttons and its field are 44 pixels high", async () => {
  for (const target of await measure.getByRole("button").or(measure.getByRole("textbox")).all()) {
    expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
});
