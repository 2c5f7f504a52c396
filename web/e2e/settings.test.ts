import type { Browser, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { signIn } from "./testing/owner.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";
import { refuse } from "./testing/refusals.ts";

let addresses: Addresses;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});
// One owner for all, who makes more requests here than a person does in a minute.
beforeAll(async () => {
  page = await signInWithPlan(browser, addresses);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
});
beforeEach(forgetLimits);

const expectShown = (text: string | RegExp) => page.getByText(text).first().waitFor();
const open = (path: string) => page.goto(addresses.web + path);
const statusAt = async (address: string) => (await fetch(address)).status;
const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();

test("an answer is changed from the profile, comes back changed, and Undo brings the one before", async () => {
  await open("/settings/profile");
  await page.getByRole("link", { name: "Edit: Tell me about your business" }).click();
  await page.getByLabel(/Business name/).fill("Wick & Wonder");
  await press("Save");
  await page.waitForURL("**/settings/profile");
  await expectShown("Wick & Wonder");
  await expectShown("Version 2");
  await press("Undo");
  await expectShown("Fern & Flame Candle Co.");
  await expectShown("Version 3");
});

test("the deck shows what was understood; an answer changed there leads back to it and waits to be taken over", async () => {
  await open("/onboarding/summary");
  await page.getByRole("heading", { name: "My read on your business" }).waitFor();
  expect(await page.getByRole("heading", { level: 2 }).count()).toBe(6);
  await expectShown("What your hours buy in 13 weeks");
  await expectShown("Your plan is ready.");
  await page.getByRole("link", { name: "Edit Your customers" }).click();
  await page.getByText("Retiree (60+)").click();
  await press("Save");
  await page.waitForURL("**/onboarding/summary");
  await expectShown(/Retiree/);
  await expectShown("A changed answer is not part of your profile yet.");
  await press("Use it");
  await expect.poll(() => page.getByText("not part of your profile").count()).toBe(0);
});

test("the time zone is changed with a way back, and notes are kept and deleted", async () => {
  await open("/settings/profile");
  await page.getByLabel("Your time zone").selectOption("Europe/Berlin");
  await press("Save the time zone");
  await expectShown("Your days are now those of Europe/Berlin.");
  await press("Undo");
  await expectShown("It is as it was.");
  await page.getByLabel("A new note").fill("Mondays are my market day.");
  await press("Add the note");
  await page.getByRole("button", { name: "Delete the note: Mondays are my market day." }).click();
  await expectShown("The note is gone.");
  await expectShown("There are none yet.");
});

test("a note that is refused stays as it was typed; what the server has against it stands at its field", async () => {
  await open("/settings/profile");
  const note = page.getByLabel("A new note");
  const add = () => page.getByRole("button", { name: "Add the note" }).press("Enter");
  const path = /\/profile\/notes$/;
  const refuseOnce = (refusal: Omit<Parameters<typeof refuse>[2], "path" | "times">) =>
    refuse(page, addresses, { path, times: 1, ...refusal });
  await refuseOnce({ status: 503, code: "dependency_unavailable", detail: "I can't keep notes right now." });
  await note.fill("Fridays are slow.");
  await add();
  await expectShown(/^I can't keep notes right now\./);
  expect([await note.inputValue(), await note.getAttribute("aria-invalid")]).toEqual([
    "Fridays are slow.",
    "false",
  ]);

  await refuseOnce({
    status: 422,
    code: "validation_failed",
    detail: "Some fields need attention.",
    errors: [{ path: "text", message: "I can't keep this one." }],
  });
  await add();
  await expectShown("I can't keep this one.");
  expect(await note.getAttribute("aria-invalid")).toBe("true");
  await expect.poll(() => note.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await page.getByText("I can't keep notes right now.").count()).toBe(0);

  await add();
  await page.getByRole("button", { name: "Delete the note: Fridays are slow." }).click();
  await expectShown("The note is gone.");
  await expect.poll(() => note.inputValue()).toBe("");
  await page.unroute(path);
});

test("versions of the profile come ten at a time", async () => {
  await open("/settings/profile");
  const versions = page.getByRole("listitem").filter({ hasText: /^Version \d/ });
  await versions.first().waitFor();
  for (let more = await versions.count(); more < 11; more += 1) {
    await page.getByLabel("A new note").fill(`Note ${more}`);
    await press("Add the note");
    await page.getByRole("button", { name: `Delete the note: Note ${more}`, exact: true }).waitFor();
    await expect.poll(() => page.getByLabel("A new note").inputValue()).toBe("");
  }
  await press("Show earlier ones");
  await expectShown("The oldest that is kept");
  expect(await versions.count()).toBeGreaterThan(10);
});

test("what an order brings is saved in whole dollars, and Undo brings the answer before back", async () => {
  await open("/settings/profile");
  const field = page.getByLabel("An average order in dollars");
  const before = await field.inputValue();
  await field.fill("12.50");
  await field.press("Enter");
  await expectShown("Give a whole number from 1 to 10,000,000.");
  await field.fill("45");
  await field.press("Enter");
  await expectShown("An order brings $45 on average.");
  await page.reload();
  await field.waitFor();
  expect(await field.inputValue()).toBe("45");
  await field.fill("");
  await field.press("Enter");
  await expectShown("The order value is not answered any more.");
  await press("Undo");
  await expect.poll(() => field.inputValue(), { timeout: 10_000 }).toBe("45");
  expect(before).not.toBe("45");
});

test("a choice of mails is saved at once and survives a reload", async () => {
  await open("/settings/notifications");
  const daily = page.getByRole("switch", { name: "Daily quick win" });
  expect(await daily.isChecked()).toBe(false);
  expect(await page.getByRole("switch", { name: "Plan ready" }).isChecked()).toBe(true);
  await daily.click();
  await expectShown("Daily quick win: on.");
  await page.reload();
  await daily.waitFor();
  expect(await daily.isChecked()).toBe(true);
  await page.context().setOffline(true);
  await expectShown("Choices can be saved when you are back.");
  expect(await daily.isDisabled()).toBe(true);
  await page.context().setOffline(false);
});

test("each calendar feed has an address of its own, options with a way back, another address, and an end", async () => {
  await open("/settings/calendar");
  const wins = page.getByRole("region", { name: "Quick wins feed" });
  const copied = async () => {
    await wins.getByRole("button", { name: "Copy the address" }).click();
    await expectShown("Copied.");
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await wins.getByRole("button", { name: "Make the address" }).click();
  const first = await copied();
  expect(await statusAt(first)).toBe(200);

  const option = wins.getByLabel(/^Private/);
  await option.click();
  await expectShown("The feed is changed.");
  expect(await option.isChecked()).toBe(true);
  await press("Undo");
  await expect.poll(() => option.isChecked()).toBe(false);

  await wins.getByRole("button", { name: "Give it a new address" }).click();
  await expect.poll(copied).not.toBe(first);
  const second = await copied();
  expect([await statusAt(first), await statusAt(second)]).toEqual([404, 200]);

  await wins.getByRole("button", { name: "Turn off" }).click();
  await wins.getByText("It is off.").waitFor();
  expect(await statusAt(second)).toBe(404);
  await page.getByRole("region", { name: "Calendar feed" }).getByText("It is off.").waitFor();
});

test("a new address is looked at before it is sent, and so is the one that confirms deletion", async () => {
  await open("/settings/account");
  await page.getByLabel("New e-mail").fill("not-an-address");
  await press("Email a link to it");
  await expectShown("This does not look like an e-mail address.");
  await page.getByLabel("Type your e-mail to confirm").fill("other@example.com");
  await press("Delete my account");
  await expectShown("This is not the address of this account.");
});

test.each([
  ["an address", /\/auth\/change-email$/, "New e-mail", "Email a link to it"],
  ["the account", /\/auth\/account$/, "Type your e-mail to confirm", "Delete my account"],
])(
  "who changes or deletes %s too often is told until when, and cannot press again",
  async (_what, path, label, name) => {
    await refuse(page, addresses, {
      path,
      status: 429,
      code: "rate_limited",
      detail: "That was too often.",
      retryAfterSeconds: 90,
    });
    await open("/settings/account");
    const email = (await page.getByText(/^Signed in as/).textContent())?.match(/\S+@example\.com/)?.[0] ?? "";
    await page.getByLabel(label).fill(label === "New e-mail" ? "new@example.com" : email);
    await press(name);
    await expectShown(/^Possible again in \d+ seconds\.$/);
    expect(await page.getByRole("button", { name, exact: true }).isDisabled()).toBe(true);
    await expectShown(/^That was too often\./);
    await page.unroute(path);
  },
);

test("who has not answered all cards is led on from the profile, and has nothing to export or to plan", async () => {
  const stranger = await (await browser.newContext()).newPage();
  await signIn(stranger, addresses);
  await stranger.goto(`${addresses.web}/settings/profile`);
  await stranger.getByText("0 of 26 cards are answered.").waitFor();
  expect(await stranger.getByRole("link", { name: "Go on at card 1" }).getAttribute("href")).toMatch(/\/1$/);
  await stranger.goto(`${addresses.web}/settings/export`);
  await stranger.getByText("There is no plan yet, so there is nothing to export.").waitFor();
  await stranger.goto(`${addresses.web}/settings/plan`);
  await stranger.getByText("There is no plan yet.").waitFor();
  await stranger.context().close();
});

test("on phones settings are found in the account menu, and say what the language model reads", async () => {
  await open("/home");
  await press("Account menu");
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await page.waitForURL("**/settings/profile");
  await expectShown("What the language model reads");
});

test("who waits to be erased may take everything along, and is led from elsewhere to where the account is kept", async () => {
  await page.route(/\/auth\/refresh$/, async (route) => {
    const answer = await route.fetch();
    const grant = await answer.json();
    const account = { ...grant.account, erases_at: "2027-01-01T00:00:00.000Z" };
    await route.fulfill({ response: answer, json: { ...grant, account } });
  });
  await open("/home");
  await page.getByRole("heading", { name: "This account is about to be erased" }).waitFor();
  await page.getByRole("link", { name: "Take everything with me" }).click();
  await page.getByRole("button", { name: "Download everything" }).waitFor();
  expect(page.url()).toBe(`${addresses.web}/settings/export`);
  await page.unroute(/\/auth\/refresh$/);
});
