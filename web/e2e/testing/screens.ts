import { randomUUID } from "node:crypto";
import { onboarding } from "@alva/contracts/onboarding-cards";
import type { Browser, Page } from "playwright-core";
import { forgetLimits } from "./limits.ts";
import { healModel, modelFails } from "./model.ts";
import { answerCards, askForLink, signIn } from "./owner.ts";
import { type Addresses, mailedLink } from "./product.ts";
import { endSession, refuse, withhold } from "./trouble.ts";

export const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
] as const;

type Show = (name: string, page: Page) => Promise<void>;

interface Visit {
  readonly page: Page;
  readonly addresses: Addresses;
  readonly show: Show;
  /** Opens an address and shows what is there. */
  readonly visit: (name: string, path: string) => Promise<void>;
}

/** Opens every screen once, of a stranger and of an owner with a plan, and shows each when it has come to rest. */
export async function visitScreens(browser: Browser, addresses: Addresses, show: Show): Promise<void> {
  const as = async (person: (visit: Visit) => Promise<void>) => {
    const page = await (await browser.newContext()).newPage();
    const visit = async (name: string, path: string) => {
      await open(page, addresses, path);
      await show(name, page);
    };
    await person({ page, addresses, show, visit });
    await page.context().close();
  };
  await as(visitAsStranger);
  await as(async (visit) => {
    await visitBeforeThePlan(visit);
    await visitCards(visit);
    await visitPages(visit);
    await visitBoard(visit);
    await visitDesk(visit);
    await visitTroubled(visit);
    await visitCutOff(visit);
  });
  await as(visitLeaving);
}

async function visitAsStranger({ page, addresses, show, visit }: Visit): Promise<void> {
  await visit("landing", "/");
  await page.getByLabel("Your e-mail").fill("not an address");
  await page.getByRole("button", { name: "Email me a link" }).click();
  await show("landing-problem", page);
  for (const name of ["privacy", "terms", "help"]) await visit(name, `/${name}`);
  await visit("not-found", "/no/such/page");
  await visit("verify-cut", "/verify#token=short");
  await page.goto("about:blank");
  await visit("verify", `/verify#token=${"A".repeat(43)}`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("This link does not work any more").waitFor();
  await show("verify-used", page);
  await open(page, addresses, "/");
  await page.getByLabel("Your e-mail").fill(`seen-${randomUUID()}@example.com`);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
  await show("check-mail", page);
}

async function visitBeforeThePlan({ page, addresses, show, visit }: Visit): Promise<void> {
  await signIn(page, addresses);
  for (const name of ["home", "quick-wins", "plan", "board", "desk"]) {
    await visit(`${name}-without-plan`, `/${name}`);
  }
  await visit("welcome", "/onboarding/welcome");
  await open(page, addresses, onboarding.cards[0]?.route ?? "");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByText("This is needed to go on.").first().waitFor();
  await show("card-1-problem", page);
  await page.goto(`${addresses.web}/home`);
  await answerCards(page);
  await show("finish", page);
  // So that it can be seen at work.
  await modelFails(addresses, { kind: "delay", delayMs: 4000, times: 1, path: "/chat/completions" });
  await page.getByRole("button", { name: "Make my plan" }).click();
  await page.getByText(", working").first().waitFor({ state: "attached" });
  await show("processing-working", page);
  await healModel(addresses);
  await page.getByRole("link", { name: "See my plan" }).waitFor();
  await show("processing", page);
}

async function visitCards({ page, addresses, show, visit }: Visit): Promise<void> {
  for (const { number, route } of onboarding.cards) {
    await forgetLimits();
    await page.goto(addresses.web + route);
    await page.locator("h1:focus").waitFor();
    await show(`card-${number}`, page);
  }
  await visit("summary", "/onboarding/summary");
}

async function visitPages({ page, show, visit }: Visit): Promise<void> {
  for (const name of ["home", "quick-wins", "plan"]) await visit(name, `/${name}`);
  await page.getByRole("main").locator("button[aria-haspopup=menu]").first().click();
  await page.getByRole("menu").waitFor();
  await show("plan-menu", page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menu").waitFor();
  await show("account-menu", page);
  for (const name of ["replan", "new", "simulator", "earlier"]) await visit(`plan-${name}`, `/plan/${name}`);
  for (const name of ["profile", "plan", "notifications", "account", "sessions", "calendar", "export"]) {
    await visit(`settings-${name}`, `/settings/${name}`);
  }
  await page.getByRole("button", { name: "Markdown", exact: true }).click();
  await page.getByText(/^Its link works until/).waitFor();
  await show("settings-export-ready", page);
}

async function visitBoard({ page, addresses, show, visit }: Visit): Promise<void> {
  await visit("board", "/board");
  await page.getByRole("button", { name: "Move to…" }).first().click();
  await page.getByRole("menu").waitFor();
  await show("board-menu", page);
  await page.keyboard.press("Escape");
  await page.getByRole("main").getByRole("article").getByRole("link").first().click();
  await page.getByRole("dialog").waitFor();
  await show("task", page);
  await page.getByRole("button", { name: "Not for me", exact: true }).click();
  await page.getByLabel(/^Why not/).waitFor();
  await show("task-refuse", page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Draft it for me" }).click();
  await page.getByRole("heading", { name: /passed my checks|checks did not pass/ }).waitFor();
  await show("task-draft", page);
  await visit("board-no-match", "/board?text=no+such+words&quick=1");
  await open(page, addresses, "/board");
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
}

async function visitDesk({ page, show, visit }: Visit): Promise<void> {
  await visit("desk", "/desk");
  await page.getByRole("button", { name: "I have less time this week." }).click();
  await page.getByRole("button", { name: /^Confirm: / }).waitFor();
  await show("desk-proposal", page);
}

/** The same owner in a browser that has kept nothing, where something does not arrive. */
async function visitTroubled({ page, addresses, show }: Visit): Promise<void> {
  const storageState = await page.context().storageState();
  const context = await page.context().browser()?.newContext({ storageState, serviceWorkers: "block" });
  if (context === undefined) throw new TypeError("A browser's own context cannot be copied.");
  const troubled = await context.newPage();
  await refuse(troubled, `${addresses.api}/dashboard`);
  await troubled.goto(`${addresses.web}/home`);
  await troubled.getByRole("button", { name: "Try again" }).waitFor();
  await show("home-refused", troubled);
  await withhold(troubled, "No task fits these filters.");
  await troubled.goto(`${addresses.web}/board`);
  await troubled.getByRole("heading", { name: "This page broke" }).waitFor();
  await show("broken", troubled);
  // The other window goes on with the session that this one has renewed.
  await page.context().addCookies(await context.cookies());
  await context.close();
}

async function visitCutOff({ page, addresses, show }: Visit): Promise<void> {
  await open(page, addresses, "/home");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  for (const path of ["/board", "/desk", "/settings/export", "/plan/replan"]) {
    await page.goto(addresses.web + path);
    await page.getByText("You're offline. Changes are saved on this device.").waitFor();
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await show(`offline${path.replaceAll("/", "-")}`, page);
  }
  await page.context().setOffline(false);
  await page.clock.install();
  await open(page, addresses, "/home");
  await endSession(page);
  await show("session-ended", page);
}

async function visitLeaving({ page, addresses, visit }: Visit): Promise<void> {
  const email = await signIn(page, addresses);
  const first = await mailedLink(addresses, email);
  await page.goto(`${addresses.web}/settings/account`);
  await page.getByLabel("Type your e-mail to confirm").fill(email);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await askForLink(page, addresses, email);
  await page.goto(await mailedLink(addresses, email, first));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Keep my account" }).waitFor();
  await visit("restore", "/restore");
}

async function open(page: Page, addresses: Addresses, path: string): Promise<void> {
  await forgetLimits();
  await page.goto(addresses.web + path);
  await page.waitForLoadState("networkidle");
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}
