import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { healModel, modelFails } from "./testing/model.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});
beforeAll(async () => {
  page = await signInWithPlan(browser, addresses);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
});

const expectShown = (text: string) => page.getByText(text).first().waitFor();

/** Opens the panel of the first task whose title has this in it. */
async function openTask(words: RegExp): Promise<void> {
  await page.goto(`${addresses.web}/board`);
  await page.getByRole("main").getByRole("link", { name: words }).first().click();
  await page.getByRole("dialog").waitFor();
}

test("a task's text is drafted, checked, labelled as a draft, and copied by one tap", async () => {
  await openTask(/./);
  await page.getByRole("button", { name: "Draft it for me" }).click();
  await expectShown("Your draft is here. Nothing is published for you.");
  await page.getByRole("heading", { name: /passed my checks|checks did not pass/ }).waitFor();
  const part = page
    .getByRole("dialog")
    .getByRole("button", { name: /^Copy / })
    .first();
  await part.click();
  await expectShown("Copied.");
  expect((await page.evaluate(() => navigator.clipboard.readText())).length).toBeGreaterThan(10);
});

test("the owner's own version of a draft is kept, and taken back by Undo", async () => {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Edit the text" }).click();
  await dialog.getByLabel("Your version").fill("My own words.");
  await dialog.getByRole("button", { name: "Keep my version" }).click();
  await expectShown("Your version is kept.");
  await page.reload();
  await expectShown("My own words.");
  await expectShown("not at your version");
  await dialog.getByRole("button", { name: "Edit the text" }).click();
  await dialog.getByRole("button", { name: "Use the draft again" }).click();
  await expectShown("Back to the text as it was drafted.");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectShown("My own words.");
});

test("a draft is asked for again, and the one before stays within reach", async () => {
  await page.getByRole("button", { name: "Draft it again" }).click();
  await page.getByText("Earlier drafts (1)").click();
  await expectShown("My own words.");
});

test("while a draft is being written it can be stopped, and nothing of it is kept", async () => {
  await page.getByRole("button", { name: "Draft it again" }).waitFor();
  await modelFails(addresses, { kind: "delay", delayMs: 120_000, path: "/chat/completions" });
  await page.getByRole("button", { name: "Draft it again" }).click();
  await page.getByRole("button", { name: "Stop the draft" }).click();
  await expectShown("Stopped. Nothing was kept of it.");
  await healModel(addresses);
});

test("a draft that did not come about says why, and is asked for again", async () => {
  await modelFails(addresses, { kind: "status", status: 403, path: "/chat/completions" });
  await page.getByRole("button", { name: "Draft it again" }).click();
  await expectShown("The draft did not come about.");
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.getByRole("button", { name: "Draft it again" }).click();
  await expectShown("Your draft is here. Nothing is published for you.");
});

test("a day's last draft is followed by when the next one may be asked for", async () => {
  await page.route(/\/tasks\/[^/]+\/draft$/, (route) =>
    route.fulfill({
      status: 429,
      headers: {
        "Retry-After": "7200",
        "Access-Control-Allow-Origin": addresses.web,
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Expose-Headers": "Retry-After",
        "Content-Type": "application/problem+json",
      },
      body: JSON.stringify({
        type: "urn:alva:problem:quota_exceeded",
        title: "No more for now",
        status: 429,
        code: "quota_exceeded",
        detail: "You can have 30 texts drafted in 24 hours.",
        request_id: "r",
      }),
    }),
  );
  await openTask(/./);
  await page.getByRole("button", { name: /^Draft it/ }).click();
  await expectShown("Possible again in");
  expect(await page.getByRole("button", { name: /^Draft it/ }).isDisabled()).toBe(true);
  await page.unroute(/\/tasks\/[^/]+\/draft$/);
});

test("without a connection a draft cannot be asked for, and the panel says why", async () => {
  await openTask(/./);
  await page.getByRole("button", { name: /^Draft it/ }).waitFor();
  await page.context().setOffline(true);
  await expectShown("A draft needs a connection");
  expect(await page.getByRole("button", { name: /^Draft it/ }).isDisabled()).toBe(true);
  await page.context().setOffline(false);
});
