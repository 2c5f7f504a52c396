import type { Browser, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { forgetLimits } from "./testing/limits.ts";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";
import { refuse } from "./testing/refusals.ts";

let addresses: Addresses;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  page = await signInWithPlan(browser, addresses);
  await page.setViewportSize({ width: 390, height: 844 });
  return () => product.close();
});
beforeEach(async () => {
  await forgetLimits();
  await page.goto(`${addresses.web}/settings/export`);
});

const expectShown = (text: string | RegExp) => page.getByText(text).first().waitFor();

// The ends of links name the formats too.
const button = (name: string) => page.getByRole("button", { name, exact: true });
const links = () => page.getByRole("region", { name: "Links that work" });

test.each([
  ["Markdown", /\.md$/],
  ["PDF to print", /\.pdf$/],
  ["Spreadsheet (CSV)", /\.csv$/],
  ["Calendar (ICS)", /\.ics$/],
  ["Bundle (JSON)", /\.json$/],
  ["Download everything", /\.zip$/],
])("%s is made, saved, and offered again", async (name, ending) => {
  const saved = page.waitForEvent("download");
  await button(name).click();
  expect((await saved).suggestedFilename()).toMatch(ending);
  await expectShown(/^Ready: alva-/);
  const again = page.waitForEvent("download");
  await button("Save it again").click();
  expect((await again).suggestedFilename()).toMatch(ending);
});

test("a file's link is copied, saves the file for who is not signed in, and leads nowhere once it is ended", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await button("Download everything").click();
  await expectShown(/^Its link works until .+ on any device, for whoever has it\./);
  await button("Copy the link").click();
  await expectShown("Copied.");
  const address = await page.evaluate(() => navigator.clipboard.readText());

  const stranger = await (await browser.newContext()).newPage();
  const saved = stranger.waitForEvent("download");
  // A download takes the place of the page that would have opened.
  await stranger.goto(address).catch(() => undefined);
  expect((await saved).suggestedFilename()).toBe("alva-export.zip");

  await button("End the link").click();
  await expectShown("The link has ended. Nobody finds anything there any more.");
  await page.getByText(/^Its link works until/).waitFor({ state: "detached" });
  expect((await stranger.goto(address))?.status()).toBe(404);
  await stranger.context().close();
});

test("the links that work are there after a reload, without their addresses, and are ended one by one", async () => {
  await button("PDF to print").click();
  await expectShown(/^Ready: alva-/);
  await page.reload();
  const pdf = links().getByRole("listitem").filter({ hasText: "A plan as PDF" }).first();
  await pdf.getByText(/^Made .+, works until /).waitFor();
  expect(await page.getByText("/exports/files/").count()).toBe(0);
  const before = await links().getByRole("listitem").count();
  await pdf.getByRole("button", { name: "End the link to: A plan as PDF" }).click();
  await expect.poll(() => links().getByRole("listitem").count()).toBe(before - 1);
});

test("a link that could not be made says so, and is made at the next try", async () => {
  await refuse(page, addresses, {
    path: new RegExp(`^${addresses.api}/exports$`),
    status: 503,
    code: "dependency_unavailable",
    detail: "I couldn't read your things just now; they are safe.",
    only: (request) => request.method() === "POST",
    times: 1,
  });
  await button("Download everything").click();
  await expectShown(/^I couldn't read your things just now; they are safe\./);
  const saved = page.waitForEvent("download");
  await button("Try again").click();
  expect((await saved).suggestedFilename()).toMatch(/\.zip$/);
});

test("a file that could not be read is read at the next try, by the link that there is", async () => {
  await page
    .getByText(/^(?:No link works at present\.|Made .+)/)
    .first()
    .waitFor();
  const before = await links().getByRole("listitem").count();
  await refuse(page, addresses, {
    path: /\/exports\/files\//,
    status: 503,
    code: "dependency_unavailable",
    detail: "I couldn't write the file just now; nothing is lost.",
    times: 1,
  });
  await button("Markdown").click();
  await expectShown(/^I couldn't write the file just now; nothing is lost\./);
  const saved = page.waitForEvent("download");
  await button("Try again").click();
  expect((await saved).suggestedFilename()).toMatch(/\.md$/);
  await expect.poll(() => links().getByRole("listitem").count()).toBe(before + 1);
});

test("while a file is made its button is busy, and a screen reader hears of it", async () => {
  const { promise: held, resolve: go } = Promise.withResolvers<void>();
  await page.route(/\/exports\/files\//, async (route) => {
    await held;
    await route.continue();
  });
  await button("Markdown").click();
  await page.getByRole("status").filter({ hasText: "Preparing the file." }).waitFor();
  expect(await button("Markdown").isDisabled()).toBe(true);
  go();
  await expectShown(/^Ready: alva-/);
  await page.unroute(/\/exports\/files\//);
});

test("a plan that is gone by then is nothing to export", async () => {
  await refuse(page, addresses, {
    path: new RegExp(`^${addresses.api}/exports$`),
    status: 404,
    code: "not_found",
    detail: "You have no plan with this id.",
    only: (request) => request.method() === "POST",
    times: 1,
  });
  await button("Spreadsheet (CSV)").click();
  await expectShown("There is nothing to export yet.");
});

test("without a connection no file can be asked for and no link ended, and the page says why", async () => {
  await button("Markdown").waitFor();
  await links().getByRole("listitem").first().waitFor();
  await page.context().setOffline(true);
  await expectShown("You're offline. Files can be made, and links ended, when you are back.");
  expect(await button("Markdown").isDisabled()).toBe(true);
  expect(await button("Download everything").isDisabled()).toBe(true);
  expect(await links().getByRole("button").first().isDisabled()).toBe(true);
  await page.context().setOffline(false);
});
