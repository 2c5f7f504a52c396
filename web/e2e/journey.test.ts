import { randomUUID } from "node:crypto";
import { onboarding } from "@alva/contracts/onboarding-cards";
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { type Addresses, mailedLink, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

/** What this owner answers; every other card is skipped. */
const answers: Readonly<Record<number, (page: Page) => Promise<void>>> = {
  1: async (page) => {
    await next(page);
    await page.getByText("This is needed to go on.").first().waitFor();
    await page.getByLabel(/Business name/).fill("Wick & Wax");
    await page.getByLabel(/What you sell/).fill("Hand-poured soy candles for gift shops");
  },
  7: (page) => page.getByText("Handmade", { exact: false }).first().click(),
  11: (page) => page.getByText("Instagram", { exact: true }).click(),
  17: (page) => page.getByText("Increase Sales / Revenue").click(),
  22: (page) => page.getByRole("spinbutton", { name: "Hours per week" }).fill("5"),
  23: (page) => page.getByRole("slider").press("ArrowRight"),
};

const next = (page: Page) => page.getByRole("button", { name: "Next", exact: true }).click();
const cardNumber = (page: Page, number: number) =>
  page.getByText(`card ${number} of 26`).waitFor({ state: "attached" });

test.each([
  ["phone", { width: 390, height: 844 }],
  ["desktop", { width: 1280, height: 900 }],
])("a stranger on a %s gets from an address to a finished quick win", async (_size, viewport) => {
  const page = await (await browser.newContext({ viewport })).newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // That there is no plan yet is an answer; the browser logs every 404.
    const isNoPlanYet = message.text().includes("404") && message.location().url.endsWith("/dashboard");
    if (message.type() === "error" && !isNoPlanYet) complaints.push(message.text());
  });
  const email = `owner-${randomUUID()}@example.com`;
  await page.goto(addresses.web);
  await page.getByLabel("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
  await page.goto(await mailedLink(addresses, email));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Start" }).click();
  await page.getByRole("heading", { name: "Good to meet you" }).waitFor();
  await page.getByRole("link", { name: "Start" }).click();

  for (const { number } of onboarding.cards) {
    await cardNumber(page, number);
    const answer = answers[number];
    await answer?.(page);
    if (answer) await next(page);
    else await page.getByRole("button", { name: "Skip", exact: true }).click();
  }

  await page.getByRole("button", { name: "Make my plan" }).click();
  await page.getByText("Setting the strategy").waitFor();
  await page.getByText("Not needed: no ads under $300 a month").waitFor();
  await page.getByRole("link", { name: "See my plan" }).click();
  await page.getByRole("button", { name: "Mark done" }).click();
  await page.getByText(/^Done: /).waitFor();

  await page.goto(`${addresses.web}/board`);
  await page.getByLabel("Find").waitFor();
  // A phone shows one column at a time.
  const done = page.getByRole("group", { name: "Column" }).getByRole("button", { name: "Done" });
  if (await done.isVisible()) await done.click();
  await page.getByRole("heading", { name: "Done 1" }).waitFor();
  await page.getByRole("link", { name: "Plan", exact: true }).first().click();
  await page.getByRole("heading", { name: "13 weeks" }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("answers that are not sent yet are there again on the same device, and a reload loses nothing", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const email = `owner-${randomUUID()}@example.com`;
  await page.goto(addresses.web);
  await page.getByLabel("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
  await page.goto(await mailedLink(addresses, email));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Start" }).waitFor();
  await page.goto(`${addresses.web}/onboarding/brand-clarity/1`);
  await page.getByLabel(/Business name/).fill("Half an ans");
  await page.getByText("Kept on this device").waitFor();
  await page.reload();
  expect(await page.getByLabel(/Business name/).inputValue()).toBe("Half an ans");
  await context.close();
});
