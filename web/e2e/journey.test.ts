import type { Browser } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { answerCards, signIn } from "./testing/owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

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
  await signIn(page, addresses);
  await page.getByRole("button", { name: "Change the time zone" }).click();
  await page.getByLabel("Your time zone").selectOption("Pacific/Auckland");
  await answerCards(page);

  await page.getByText("Your time zone: Pacific/Auckland").waitFor();
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
  // Nobody answers 26 cards and looks at all of this within a minute.
  await forgetLimits();
  await page.goto(`${addresses.web}/settings/profile`);
  expect(await page.getByLabel("Your time zone").inputValue()).toBe("Pacific/Auckland");
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("answers that are not sent yet are there again on the same device, and a reload loses nothing", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await signIn(page, addresses);
  await page.goto(`${addresses.web}/onboarding/brand-clarity/1`);
  await page.getByLabel(/Business name/).fill("Half an ans");
  await page.getByText("Kept on this device").waitFor();
  await page.reload();
  expect(await page.getByLabel(/Business name/).inputValue()).toBe("Half an ans");
  await context.close();
});

test("what a plan needs and lacks is listed with the way there and back, and every page of the app leads to what is open", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await signIn(page, addresses);
  await page.goto(`${addresses.web}/onboarding/finish`);
  await page.getByRole("heading", { name: "Almost there" }).waitFor();
  const missing = page.getByRole("main").getByRole("listitem");
  const before = await missing.count();
  await missing.getByRole("link").first().click();
  await page.getByLabel(/Business name/).fill("Wick & Wax");
  await page.getByLabel(/What you sell/).fill("Hand-poured soy candles for gift shops");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Almost there" }).waitFor();
  await page.waitForFunction((count) => document.querySelectorAll("main li").length < count, before);
  await context.setOffline(true);
  await page.getByText("You're offline. I can make your plan").waitFor();
  expect(await page.getByRole("button", { name: "Make my plan" }).isDisabled()).toBe(true);
  await context.setOffline(false);

  await page.goto(`${addresses.web}/onboarding/welcome`);
  await page.getByRole("heading", { name: "Good to see you again" }).waitFor();
  await page.getByRole("link", { name: "Continue at card 2 of 26" }).waitFor();
  for (const path of ["/home", "/plan", "/quick-wins", "/board"]) {
    await page.goto(addresses.web + path);
    await page.waitForURL(`${addresses.web}/onboarding/brand-clarity/2`);
  }
  await context.close();
});
