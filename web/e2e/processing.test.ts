import type { Browser, Page } from "playwright-core";
import { afterEach, beforeAll, expect, test } from "vitest";
import { healModel, modelFails } from "./testing/model.ts";
import { answerCards, signIn } from "./testing/owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});
afterEach(() => healModel(addresses));

const always = 1000;

/** A page of an owner who has just asked for a plan. */
async function askForPlan(): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await signIn(page, addresses);
  await answerCards(page);
  await page.getByRole("button", { name: "Make my plan" }).click();
  return page;
}

const expectShown = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

test("with the model down, each part is tried three times and then has standard tasks, which can be made again", async () => {
  await modelFails(addresses, { kind: "status", status: 500, times: always, path: "/chat/completions" });
  const page = await askForPlan();
  await expectShown(page, "Retrying, 2 of 3");
  await page.getByRole("heading", { name: "Your plan is ready" }).waitFor({ timeout: 90_000 });
  await expectShown(page, "Using a standard template");
  await expectShown(page, "Not needed: no ads under $300 a month");

  await healModel(addresses);
  await page.getByRole("button", { name: "Make again: Setting the strategy" }).click();
  // The strategy first, then what follows from it.
  await page.getByText("Using a standard template").first().waitFor({ state: "detached", timeout: 90_000 });
  await page.getByRole("heading", { name: "Your plan is ready" }).waitFor({ timeout: 60_000 });
  await page.context().close();
}, 240_000);

test("with the model slow, a plan goes on through a reload and offline, offers a mail, and can be stopped and asked for again", async () => {
  await modelFails(addresses, { kind: "delay", delayMs: 120_000, times: always, path: "/chat/completions" });
  const page = await askForPlan();
  await expectShown(page, ", working");
  await page.clock.setFixedTime(Date.now() + 46_000);
  await page.reload();
  await expectShown(page, "I'll email you when it's ready.");
  await page.clock.setFixedTime(Date.now() + 302_000);
  await expectShown(page, "This takes longer than it should.");

  await page.context().setOffline(true);
  await expectShown(page, "The plan goes on without you");
  expect(await page.getByRole("button", { name: "Stop" }).isDisabled()).toBe(true);
  await page.context().setOffline(false);

  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("heading", { name: "Stopped" }).waitFor();
  expect(await page.getByText(", working").count()).toBe(0);
  await healModel(addresses);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Your plan is ready" }).waitFor({ timeout: 60_000 });
  await page.context().close();
}, 240_000);
