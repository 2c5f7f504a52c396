import { randomUUID } from "node:crypto";
import { onboarding } from "@alva/contracts/onboarding-cards";
import type { Page } from "playwright-core";
import { forgetLimits } from "./limits.ts";
import { type Addresses, mailedLink } from "./product.ts";

/** A stranger signs in with a mailed link and is asked to begin. Gives their address. */
export async function signIn(page: Page, addresses: Addresses): Promise<string> {
  const email = `owner-${randomUUID()}@example.com`;
  await askForLink(page, addresses, email);
  await page.goto(await mailedLink(addresses, email));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Start" }).waitFor();
  return email;
}

/** Has a link mailed. All strangers of the tests come from one address, so its limits begin anew. */
export async function askForLink(page: Page, addresses: Addresses, email: string): Promise<void> {
  await forgetLimits();
  await page.goto(addresses.web);
  await page.getByLabel("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
}

/** From the first screen through all 26 cards to their summing up. */
export async function answerCards(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Good to meet you" }).waitFor();
  await page.getByRole("link", { name: "Start" }).click();
  for (const { number } of onboarding.cards) {
    await cardNumber(page, number);
    const answer = answers[number];
    await answer?.(page);
    if (answer) await next(page);
    else await page.getByRole("button", { name: "Skip", exact: true }).click();
  }
  await page.getByRole("button", { name: "Make my plan" }).waitFor();
}

/** A stranger becomes an owner with a plan. */
export async function becomeOwner(page: Page, addresses: Addresses): Promise<void> {
  await signIn(page, addresses);
  await answerCards(page);
  await page.getByRole("button", { name: "Make my plan" }).click();
  await page.getByRole("link", { name: "See my plan" }).click();
  await page.getByRole("heading", { name: "Today's quick win" }).waitFor();
}

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
