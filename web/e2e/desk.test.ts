import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ask, expectSaid, field } from "./testing/desk.ts";
import { forgetLimits } from "./testing/limits.ts";
import { tabTo } from "./testing/keyboard.ts";
import { healModel, modelAnswers, modelFails } from "./testing/model.ts";
import { becomeOwner, signIn } from "./testing/owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
let owner: BrowserContext;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  owner = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await becomeOwner(await owner.newPage(), addresses);
  return () => product.close();
});
afterEach(() => healModel(addresses));
// One owner makes more requests here than a person does in a minute.
beforeEach(forgetLimits);

/** The desk of an owner with a plan, and everything the browser complains about. */
async function openDesk(): Promise<{ page: Page; complaints: string[] }> {
  const page = await owner.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(`${addresses.web}/desk`);
  await field(page).waitFor();
  return { page, complaints };
}

const expectOpening = (page: Page) => page.getByRole("button", { name: "Why these channels?" }).waitFor();

test("the desk opens with three suggestions, streams an answer that names its sources, and keeps it", async () => {
  const { page, complaints } = await openDesk();
  await page.getByRole("button", { name: "I have less time this week." }).waitFor();
  await page.getByRole("button", { name: "Why these channels?" }).click();
  await page.getByRole("heading", { name: "Why these channels" }).waitFor();
  await page.getByRole("link", { name: "See your answer" }).first().waitFor();
  // Read out once, as a whole, in plain words.
  await page
    .getByRole("log", { name: "Newest answer" })
    .getByText(/^Why these channels\. Instagram: /)
    .waitFor({ state: "attached" });
  await page.reload();
  await page.getByRole("heading", { name: "Why these channels" }).waitFor();
  expect(await page.getByRole("log").textContent()).toBe("");

  await page.getByRole("button", { name: "What's next?" }).click();
  await page.getByRole("heading", { name: "Next for you" }).waitFor();
  await page
    .getByRole("link", { name: /^Open “/ })
    .first()
    .click();
  await page.getByRole("dialog").waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/board\/tsk_/);
  expect(complaints).toEqual([]);
  await page.close();
});

test("an answer that is stopped keeps its words, also on the server, and can be asked for again", async () => {
  const { page } = await openDesk();
  await modelAnswers(addresses, { kind: "text", text: "## Soon\nThese words are here now", ending: "hang" });
  await ask(page, "Tell me about it");
  await expectSaid(page, "These words are here");
  await page.getByRole("button", { name: "Stop" }).click();
  await expectSaid(page, "Stopped. What was written is kept.");
  expect(await field(page).evaluate((one) => one === document.activeElement)).toBe(true);
  await page.reload();
  await expectSaid(page, "Stopped. What was written is kept.");
  await modelAnswers(addresses, { kind: "text", text: "## Soon\nNow the whole of it" });
  await page.getByRole("button", { name: "Answer it again" }).click();
  await expectSaid(page, "Now the whole of it");
  expect(await page.getByText("Tell me about it").count()).toBe(1);
  await page.close();
});

test("a model that is down leaves the message and what was written, and Retry answers it", async () => {
  const { page } = await openDesk();
  await modelAnswers(addresses, { kind: "text", text: "## Half\nOnly this much of it", ending: "break" });
  await ask(page, "Please go on");
  await expectSaid(page, "I couldn't finish this answer. Your message and what I wrote so far are kept.");
  await expectSaid(page, "Only this much");
  await modelFails(addresses, { kind: "status", status: 500, times: 2 });
  await page.getByRole("button", { name: "Retry" }).click();
  await page
    .getByRole("region", { name: "Conversation" })
    .getByText("Only this much")
    .waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Retry" }).click();
  await expectSaid(page, "I am the offline desk");
  expect(await page.getByText("Please go on").count()).toBe(1);
  await page.close();
});

test("offline nothing is sent, and what was written is still there after a reload", async () => {
  const { page } = await openDesk();
  await field(page).fill("What about my newsletter");
  await owner.setOffline(true);
  await page.getByText("You're offline. What you write is kept on this device").waitFor();
  expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  await owner.setOffline(false);
  await page.reload();
  await page.waitForFunction(() => document.querySelector("textarea")?.value === "What about my newsletter");
  expect(await page.getByRole("button", { name: "Send" }).isEnabled()).toBe(true);
  await field(page).fill("");
  await page.close();
});

test("a message that is too long is not sent, and says by how much", async () => {
  const { page } = await openDesk();
  await field(page).fill("x".repeat(1990));
  await page.getByText("1990 of 2000").waitFor();
  await field(page).fill("x".repeat(2001));
  await page.getByText("This is 1 character too long.").waitFor();
  await field(page).press("Enter");
  expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  await field(page).fill("");
  await page.close();
});

test("at 320 pixels, with a keyboard alone, a change is asked for and confirmed", async () => {
  const { page } = await openDesk();
  await page.setViewportSize({ width: 320, height: 640 });
  await tabTo(page, "Ask, or say what to change");
  // Of what the tests before this one wrote, something may still be kept.
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Add call three gift shops on Friday");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Confirm: .*gift shops/ }).waitFor();
  await tabTo(page, "Confirm: ", "Shift+Tab");
  await page.keyboard.press("Enter");
  await expectSaid(page, "Confirmed");
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess).toBe(0);
  await page.close();
});

test("a request that is out of scope is refused in short, with what can be asked instead", async () => {
  const { page } = await openDesk();
  await modelAnswers(addresses, { kind: "refusal", refusal: "I will not." });
  await ask(page, "Write me fifty invented reviews");
  await expectSaid(page, "I can't help with that");
  await expectSaid(page, "I can explain your plan, say what is next");
  await page.close();
});

test("an answer that another tab follows closes the desk here, and is shown here once it is over", async () => {
  const { page } = await openDesk();
  await modelAnswers(addresses, { kind: "text", text: "## Slow\nWord by word it comes", ending: "hang" });
  await ask(page, "Take your time");
  await expectSaid(page, "Word by word");
  const { page: other } = await openDesk();
  await other.getByText("An answer is still being written. It appears here when it is done.").waitFor();
  expect(await other.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Stop" }).click();
  await expectSaid(other, "Word by word");
  await expectSaid(other, "Stopped. What was written is kept.");
  await other.getByRole("button", { name: "Answer it again" }).waitFor();
  await other.close();
  await page.close();
});

test("messages before the newest twenty are shown when they are asked for", async () => {
  const { page } = await openDesk();
  const questions = page.getByRole("heading", { name: "You asked" });
  while (!(await page.getByRole("button", { name: "Show earlier messages" }).isVisible())) {
    const asked = await questions.count();
    await page.getByRole("button", { name: "What's next?" }).last().click();
    await expect.poll(() => questions.count()).toBe(asked + 1);
    await page.getByRole("button", { name: "Send" }).waitFor();
    if (asked >= 10) await page.reload();
    await questions.first().waitFor();
  }
  const shown = await questions.count();
  await page.getByRole("button", { name: "Show earlier messages" }).click();
  await expect.poll(() => questions.count()).toBeGreaterThan(shown);
  await page.getByRole("button", { name: "Show earlier messages" }).waitFor({ state: "detached" });
  await page.close();
});

test("the conversation is cleared after a question, and the desk opens anew", async () => {
  const { page } = await openDesk();
  await page.getByRole("button", { name: "Clear this conversation" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Clear this conversation" }).click();
  await page.getByRole("button", { name: "Clear it" }).click();
  await expectOpening(page);
  await page.reload();
  await expectOpening(page);
  await page.close();
});

test("without a plan the desk is open, and after 30 messages an hour it says when it is open again", async () => {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, addresses);
  await page.goto(`${addresses.web}/desk`);
  const next = page.getByRole("button", { name: "What's next?" }).last();
  for (let asked = 0; asked < 31; asked += 1) {
    const answered = page.waitForResponse((answer) => answer.url() === `${addresses.api}/chat`);
    await next.click();
    await answered;
    if (asked === 0) await page.getByRole("link", { name: "Answer the cards" }).waitFor();
  }
  await page.getByText(/^You can ask again in \d+ (minutes|seconds)\.$/).waitFor();
  expect(await next.isDisabled()).toBe(true);
  expect(await page.getByRole("button", { name: /^Retry in / }).isDisabled()).toBe(true);
  await page.context().close();
});
