import { randomUUID } from "node:crypto";
import { onboarding } from "@alva/contracts/onboarding-cards";
import type { Browser, Page } from "playwright-core";
import { answerCards, signIn } from "./owner.ts";
import { forgetLimits } from "./limits.ts";
import type { Addresses } from "./product.ts";

export const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
] as const;

/** Opens every screen once, of a stranger and of an owner with a plan, and shows each when it has come to rest. */
export async function visitScreens(
  browser: Browser,
  addresses: Addresses,
  show: (name: string, page: Page) => Promise<void>,
): Promise<void> {
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(addresses.web);
  await rest(stranger);
  await show("landing", stranger);
  await stranger.getByLabel("Your e-mail").fill(`seen-${randomUUID()}@example.com`);
  await stranger.getByRole("button", { name: "Email me a link" }).click();
  await stranger.getByRole("heading", { name: "Check your mail" }).waitFor();
  await show("check-mail", stranger);
  await stranger.goto(`${addresses.web}/verify#token=${"A".repeat(43)}`);
  await stranger.getByRole("button", { name: "Sign in" }).waitFor();
  await show("verify", stranger);
  await stranger.goto(`${addresses.web}/help`);
  await rest(stranger);
  await show("help", stranger);
  await stranger.context().close();

  const page = await (await browser.newContext()).newPage();
  const visit = async (name: string, path: string) => {
    await forgetLimits();
    await page.goto(addresses.web + path);
    await rest(page);
    await show(name, page);
  };
  await signIn(page, addresses);
  await visit("welcome", "/onboarding/welcome");
  await page.goto(`${addresses.web}/home`);
  await answerCards(page);
  await show("finish", page);
  await page.getByRole("button", { name: "Make my plan" }).click();
  await page.getByRole("link", { name: "See my plan" }).waitFor();
  await show("processing", page);
  for (const { number, route } of onboarding.cards) {
    if (number === 1 || number === 6 || number === 22) await visit(`card-${number}`, route);
  }
  await visit("summary", "/onboarding/summary");
  for (const name of ["home", "quick-wins", "plan", "board"]) await visit(name, `/${name}`);
  await page.getByRole("main").getByRole("link").first().click();
  await page.getByRole("dialog").waitFor();
  await show("task", page);
  await visit("board-no-match", "/board?text=no+such+words&quick=1");
  await page.goto(`${addresses.web}/board`);
  await rest(page);
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page
    .getByRole("checkbox", { name: /^Select / })
    .first()
    .check();
  await show("board-selected", page);
  await page.getByRole("button", { name: "Add a task" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("This is required.").waitFor();
  await show("board-add", page);
  await visit("desk", "/desk");
  await page.getByRole("button", { name: "I have less time this week." }).click();
  await page.getByRole("button", { name: /^Confirm: / }).waitFor();
  await show("desk-proposal", page);
  for (const name of ["replan", "new", "simulator", "earlier"]) await visit(`plan-${name}`, `/plan/${name}`);
  for (const name of ["profile", "plan", "notifications", "account", "sessions", "calendar", "export"]) {
    await visit(`settings-${name}`, `/settings/${name}`);
  }
  await page.context().close();
}

/** Nothing is being loaded any more. */
async function rest(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}
