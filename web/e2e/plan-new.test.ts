import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { healModel, modelAnswers, modelFails } from "./testing/model.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";
import { refuse } from "./testing/refusals.ts";

let addresses: Addresses;
let browser: Browser;
let page: Page;
// One owner, whose first plan has standard tasks for social media; four of their five plans a day are made here.
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  await modelAnswers(addresses, { kind: "refusal", refusal: "No.", match: "alva_social", times: 3 });
  page = await signInWithPlan(browser, addresses);
  return () => product.close();
});
beforeEach(async () => {
  await Promise.all([forgetLimits(), healModel(addresses)]);
  await page.goto(`${addresses.web}/plan`);
});

const isReady = () => page.getByText("A new plan is ready.");

const expectShown = (text: string | RegExp) => page.getByText(text).waitFor();

test("a part with standard tasks is explained and asked for again beside the plan in use, which stays", async () => {
  await expectShown("A part of this plan is a standard template.");
  const line = page.getByRole("listitem").filter({ hasText: "I used a standard template for social media" });
  await line.getByText("Explain").click();
  await line.getByText("It is sound but general. You can ask for this part again.").waitFor();
  await page.getByRole("button", { name: "Ask again for social" }).click();
  await isReady().waitFor();
  await expectShown("A part of this plan is a standard template.");
});

test("a new plan is put off on one device, offered on the next, and declined for good", async () => {
  await page.getByRole("button", { name: "Not now" }).click();
  await isReady().waitFor({ state: "detached" });
  // What was put off is known to this device alone.
  await page.evaluate(() => localStorage.removeItem("alva.aside"));
  await page.reload();
  await page.getByRole("link", { name: "See the difference" }).click();
  await page.getByRole("button", { name: "I don't want this plan" }).click();
  await page.getByRole("button", { name: "Keep the offer" }).click();
  await page.getByRole("link", { name: "Decide later" }).click();

  await page.getByRole("button", { name: "I don't want this plan" }).click();
  await page.getByRole("button", { name: "Put it away" }).click();
  await expectShown("The new plan is put away. Your plan stays as it is.");
  await isReady().waitFor({ state: "detached" });
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  await page.evaluate(() => localStorage.removeItem("alva.aside"));
  await page.reload();
  await expectShown("A part of this plan is a standard template.");
  await page.waitForLoadState("networkidle");
  expect(await isReady().count()).toBe(0);
  await page.goto(`${addresses.web}/plan/earlier`);
  await expectShown(/You didn't want it; made /);
});

test("an answer that changed is told, and a new plan from it is compared and applied", async () => {
  await page.goto(`${addresses.web}/onboarding/constraints-tools/1`);
  await page.getByRole("spinbutton", { name: "Hours per week" }).fill("8");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.waitForURL("**/constraints-tools/2");
  await page.goto(`${addresses.web}/plan`);
  const told = page.getByRole("status").filter({ hasText: "You changed an answer since this plan." });
  await told.getByRole("button", { name: "Make a new plan" }).click();
  await page.getByRole("heading", { name: "A new plan" }).waitFor();
  await page.getByRole("button", { name: "Make a new plan" }).click();
  await page.getByRole("heading", { name: "Your new plan" }).waitFor();
  await page
    .getByRole("status")
    .filter({ hasText: /[1-9]\d* added/ })
    .waitFor();

  // It waits for as long as its owner likes.
  await page.goto(`${addresses.web}/plan`);
  await expectShown(/5 hours a week$/);
  await page.getByRole("link", { name: "See the difference" }).click();
  await page.getByRole("button", { name: "Use the new plan" }).click();
  await expectShown(/8 hours a week$/);
  await expectShown("You took over a new plan.");
});

test("a plan that was replaced is read among the earlier ones; one that is not there leads back to them", async () => {
  await page.goto(`${addresses.web}/plan/earlier`);
  const used = page.getByRole("listitem").filter({ hasText: / Made / });
  await used.getByRole("link").click();
  await expectShown("This is an earlier plan, to read only.");
  await page.goto(`${addresses.web}/plan/earlier?plan=${randomUUID()}`);
  await page.getByRole("heading", { name: "There is no such plan" }).waitFor();
  await page.getByRole("link", { name: "All earlier plans" }).click();
  await used.waitFor();
});

test("a plan that is being made is stopped; one that failed leaves the plan in use, and is tried again or dismissed", async () => {
  await modelFails(addresses, { kind: "delay", delayMs: 60_000, times: 9, path: "/chat/completions" });
  await page.goto(`${addresses.web}/plan/new`);
  await page.getByRole("button", { name: "Make a new plan" }).click();
  await expectShown("A new plan is being made. This one stays in use meanwhile.");
  await page.goto(`${addresses.web}/plan`);
  await expectShown(/8 hours a week$/);
  await page.getByRole("button", { name: "Stop making it" }).click();
  await page.getByText("A new plan is being made.").waitFor({ state: "detached" });

  // A plan fails by itself only after hours without an answer.
  await page.route(/\/plans\?limit=50$/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace('"cancelled"', '"failed"');
    await route.fulfill({ response: answer, body });
  });
  await page.reload();
  await expectShown("I couldn't finish the new plan. This one is as it was.");
  await page.getByRole("link", { name: "Try again" }).click();
  await expectShown("I couldn't finish the last one. Your answers and your plan are safe");
  await page.goto(`${addresses.web}/plan`);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.getByText("I couldn't finish the new plan.").waitFor({ state: "detached" });
  await page.reload();
  await expectShown("You took over a new plan.");
  expect(await page.getByText("I couldn't finish the new plan.").count()).toBe(0);
  await page.unroute(/\/plans\?limit=50$/);
});

test("who reached the day's limit is told until when, and cannot press again", async () => {
  await refuse(page, addresses, {
    path: /\/plans\/[^/]+\/regenerate$/,
    status: 429,
    code: "quota_exceeded",
    detail: "You can start 5 plans in 24 hours.",
    retryAfterSeconds: 7200,
  });
  await page.goto(`${addresses.web}/plan/new`);
  const ask = page.getByRole("button", { name: "Make a new plan" });
  await ask.click();
  await expectShown("Possible again in 2 hours.");
  expect(await ask.isDisabled()).toBe(true);
});
