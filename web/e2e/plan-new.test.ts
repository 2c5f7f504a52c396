import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { updateRows } from "./testing/database.ts";
import { forgetLimits } from "./testing/limits.ts";
import { healModel, modelAnswers, modelFails } from "./testing/model.ts";
import { signInElsewhere, signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";
import { refuse } from "./testing/refusals.ts";

let addresses: Addresses;
let browser: Browser;
/** Of the same owner on two devices. */
let page: Page;
let elsewhere: Page;
const email = `owner-${randomUUID()}@example.com`;
// One owner, whose first plan has standard tasks for social media; four of their five plans a day are made here.
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  await modelAnswers(addresses, { kind: "refusal", refusal: "No.", match: "alva_social", times: 3 });
  page = await signInWithPlan(browser, addresses, { email });
  elsewhere = await signInElsewhere(browser, addresses, email);
  return () => product.close();
});
beforeEach(async () => {
  await Promise.all([forgetLimits(), healModel(addresses)]);
  await page.goto(`${addresses.web}/plan`);
});

const isReady = () => page.getByText("A new plan is ready.");

const toldOfChange = () =>
  page.getByRole("status").filter({ hasText: "You changed an answer since this plan." });

const expectShown = (text: string | RegExp) => page.getByText(text).waitFor();
const expectFocusOnTitle = () =>
  expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");

/** Their other device shows the plan in use, and this is not told above it. */
async function expectNotToldElsewhere(text: string): Promise<void> {
  await elsewhere.goto(`${addresses.web}/plan`);
  await elsewhere.getByText(/\d hours a week$/).waitFor();
  await elsewhere.waitForLoadState("networkidle");
  expect(await elsewhere.getByText(text).count()).toBe(0);
}

async function answerHours(hours: number): Promise<void> {
  await page.goto(`${addresses.web}/onboarding/constraints-tools/1`);
  await page.getByRole("spinbutton", { name: "Hours per week" }).fill(String(hours));
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.waitForURL("**/constraints-tools/2");
}

const putAside = /\/plans\/[^/]+\/put-aside$/;
const unavailable = { status: 503, code: "dependency_unavailable" } as const;

test("a part with standard tasks is explained and asked for again beside the plan in use, which stays", async () => {
  await expectShown("A part of this plan is a standard template.");
  const line = page.getByRole("listitem").filter({ hasText: "I used a standard template for social media" });
  await line.getByText("Explain").click();
  await line.getByText("It is sound but general. You can ask for this part again.").waitFor();
  await page.getByRole("button", { name: "Ask again for social" }).click();
  await isReady().waitFor();
  await expectShown("A part of this plan is a standard template.");
});

test("a new plan is looked at, offered as before, and declined for good", async () => {
  await page.getByRole("link", { name: "See the difference" }).click();
  await page.getByRole("button", { name: "I don't want this plan" }).click();
  await page.getByRole("button", { name: "Keep the offer" }).click();
  await page.getByRole("link", { name: "Decide later" }).click();

  await page.getByRole("button", { name: "I don't want this plan" }).click();
  await page.getByRole("button", { name: "Put it away" }).click();
  await expectShown("The new plan is put away. Your plan stays as it is.");
  await isReady().waitFor({ state: "detached" });
  await expectFocusOnTitle();
  await expectNotToldElsewhere("A new plan is ready.");
  await page.goto(`${addresses.web}/plan/earlier`);
  await expectShown(/You didn't want it; made /);
});

test("answers that changed are told until they are ignored, on every device, and again with the next one", async () => {
  await answerHours(6);
  await page.goto(`${addresses.web}/plan`);
  const kept = page.waitForResponse(/\/answers\/put-aside$/);
  await toldOfChange().getByRole("button", { name: "Ignore" }).click();
  await toldOfChange().waitFor({ state: "detached" });
  await expectFocusOnTitle();
  expect((await kept).status()).toBe(200);
  await expectNotToldElsewhere("You changed an answer");

  await answerHours(8);
  await page.goto(`${addresses.web}/plan`);
  await toldOfChange().waitFor();
});

test("a new plan from a changed answer that is put off is so on every device, and can still be applied", async () => {
  await toldOfChange().getByRole("button", { name: "Make a new plan" }).click();
  await page.getByRole("heading", { name: "A new plan" }).waitFor();
  await page.getByRole("button", { name: "Make a new plan" }).click();
  await page.getByRole("heading", { name: "Your new plan" }).waitFor();
  await page
    .getByRole("status")
    .filter({ hasText: /[1-9]\d* added/ })
    .waitFor();

  await page.goto(`${addresses.web}/plan`);
  await expectShown(/5 hours a week$/);
  const detail = "Alva can't be reached right now. Nothing was lost.";
  await refuse(page, addresses, { ...unavailable, path: putAside, detail, times: 1 });
  const notNow = page.getByRole("button", { name: "Not now" });
  await page.context().setOffline(true);
  await expect.poll(() => notNow.isDisabled()).toBe(true);
  await page.context().setOffline(false);
  await notNow.click();
  await expectShown(detail);
  const kept = page.waitForResponse(putAside);
  await notNow.click();
  await isReady().waitFor({ state: "detached" });
  expect((await kept).status()).toBe(200);
  await expectNotToldElsewhere("A new plan is ready.");

  await page.goto(`${addresses.web}/plan/earlier`);
  const waiting = page.getByRole("listitem").filter({ hasText: "Not used yet" });
  await waiting.getByRole("link").click();
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
  const stopped = page.waitForRequest(/\/plans\/[^/]+\/cancel$/);
  await page.getByRole("button", { name: "Stop making it" }).click();
  await page.getByText("A new plan is being made.").waitFor({ state: "detached" });

  const [, id = ""] = /\/plans\/([^/]+)\/cancel$/.exec((await stopped).url()) ?? [];
  await becomeFailed(id);
  await page.reload();
  await expectShown("I couldn't finish the new plan. This one is as it was.");
  await page.getByRole("link", { name: "Try again" }).click();
  await expectShown("I couldn't finish the last one. Your answers and your plan are safe");
  await page.goto(`${addresses.web}/plan`);
  const kept = page.waitForResponse(putAside);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.getByText("I couldn't finish the new plan.").waitFor({ state: "detached" });
  expect((await kept).status()).toBe(200);
  await expectNotToldElsewhere("I couldn't finish the new plan.");
});

/** By itself a plan fails only after hours without an answer. */
async function becomeFailed(plan: string): Promise<void> {
  const query = "update app.plans set state = 'failed' where id = $1 and state = 'cancelled'";
  await updateRows({ worker: "API", query, params: [plan] });
}

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
