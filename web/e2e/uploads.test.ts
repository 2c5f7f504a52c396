import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { signIn } from "./testing/owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";
import { picture } from "./testing/uploads.ts";

let addresses: Addresses;
let browser: Browser;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  page = await context.newPage();
  await signIn(page, addresses);
  await openCard();
  await page.getByText("Yes", { exact: true }).click();
});
afterEach(() => context.close());

async function openCard(): Promise<void> {
  await page.goto(`${addresses.web}/onboarding/brand-clarity/6`);
  await page.getByRole("heading", { name: "Are your brand colors and fonts settled?" }).waitFor();
}

const expectButton = (name: string) => page.getByRole("button", { name, exact: true }).waitFor();
const expectAlert = (sentence: string) => page.getByRole("alert").filter({ hasText: sentence }).waitFor();
const choose = (...files: ReturnType<typeof picture>[]) => page.getByLabel("Add files").setInputFiles(files);

test("files that are added are listed, saved with the card, and there again in another visit", async () => {
  await choose(picture("logo.png"), picture("guide.png", 3 * 1024 * 1024));
  await expectButton("Take out logo.png");
  await expectButton("Take out guide.png");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByText("card 7 of 26").waitFor({ state: "attached" });
  await openCard();
  await expectButton("Take out guide.png");
  await page.getByText("3 MB", { exact: true }).waitFor();
});

test("a file that is taken out can be used again, or deleted for good", async () => {
  await choose(picture("logo.png"));
  await page.getByRole("button", { name: "Take out logo.png" }).press("Enter");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Take out logo.png" }).click();
  await page.getByRole("button", { name: "Use logo.png" }).click();
  await page.getByRole("button", { name: "Take out logo.png" }).click();
  await page.getByRole("button", { name: "Delete logo.png" }).click();
  await page.getByText("The file is deleted.").waitFor();
  expect(await page.getByText("Files you added before").count()).toBe(0);
});

test.each([
  ["too large", picture("huge.png", 5 * 1024 * 1024 + 1), "This file has 5.1 MB; 5 MB is the most."],
  ["of another type", { ...picture("note.txt"), mimeType: "text/plain" }, "This is not a PDF, JPG or PNG."],
  [
    "another type than it says",
    { ...picture("fake.png"), buffer: Buffer.from("hello") },
    "This is not a PDF, JPG or PNG. Please choose another file.",
  ],
])("a file that is %s is named with what is wrong, and dismissed", async (_case, file, sentence) => {
  await choose(file);
  await expectAlert(sentence);
  await page.getByRole("button", { name: `Dismiss ${file.name}` }).click();
  expect(await page.getByText(file.name).count()).toBe(0);
});

test("an upload that breaks off is tried again from where it is named", async () => {
  await page.route(/\/uploads\?/, (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await choose(picture("logo.png"));
  await expectAlert("I couldn't reach Alva");
  await page.unroute(/\/uploads\?/);
  await page.getByRole("button", { name: "Try again: logo.png" }).click();
  await expectButton("Take out logo.png");
});

test("while a file is on its way the card waits for it, and it can be stopped", async () => {
  await page.route(/\/uploads\?/, () => undefined);
  await choose(picture("logo.png"));
  await page.getByRole("progressbar", { name: "Uploading logo.png" }).waitFor();
  expect(await page.getByRole("button", { name: "Next", exact: true }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Stop uploading logo.png" }).click();
  await expect.poll(() => page.getByRole("button", { name: "Next", exact: true }).isEnabled()).toBe(true);
});

test("a fourth file waits until one of three is taken out", async () => {
  await choose(picture("1.png"), picture("2.png"), picture("3.png"));
  await page.getByText("That's all 3.").waitFor();
  expect(await page.getByLabel("Add files").isDisabled()).toBe(true);
});
