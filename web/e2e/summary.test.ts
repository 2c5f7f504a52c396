import type { Browser, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { healModel, modelFails } from "./testing/model.ts";
import { signInWithProfile } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});
afterEach(() => healModel(addresses));

let page: Page;
const open = (path: string) => page.goto(addresses.web + path);
const expectHeading = (name: string) => page.getByRole("heading", { name }).waitFor();
const button = (name: string) => page.getByRole("button", { name, exact: true });

/** Answers a request as the api would that refuses it until later. */
async function refuse(path: string, retryAfter: number): Promise<void> {
  await page.route(`${addresses.api}${path}`, (route) =>
    route.fulfill({
      status: 429,
      contentType: "application/problem+json",
      headers: {
        "Access-Control-Allow-Origin": addresses.web,
        "Access-Control-Expose-Headers": "Retry-After",
        "Retry-After": String(retryAfter),
      },
      body: JSON.stringify({
        type: "about:blank",
        title: "Too many requests",
        status: 429,
        code: "rate_limited",
        detail: "These are all the plans for today.",
        request_id: crypto.randomUUID(),
      }),
    }),
  );
}

describe("an owner who has answered everything", () => {
  beforeEach(async () => {
    await modelFails(addresses, { kind: "delay", delayMs: 60_000, times: 1000, path: "/chat/completions" });
    page = await signInWithProfile(browser, addresses);
    return () => page.context().close();
  });

  test("asks for the plan, is told of a day's limit, and sees on every page how far it is and what became of it", async () => {
    await open("/onboarding/processing");
    await expectHeading("No plan is being made");
    await page.getByRole("link", { name: "Go on" }).click();
    await expectHeading("Ready when you are");
    await open("/onboarding/welcome");
    await expectHeading("Ready when you are");
    await page.getByRole("link", { name: "Check and make my plan" }).click();
    await expectHeading("That's all I need");
    await refuse("/plans/generate", 5 * 3600);
    await button("Make my plan").click();
    await page.getByText("Possible again in 5 hours.").waitFor();
    expect(await button("Make my plan").isDisabled()).toBe(true);
    await page.unrouteAll();
    await page.reload();
    await button("Make my plan").click();
    await expectHeading("I'm on it");

    for (const path of ["/home", "/quick-wins"]) {
      await open(path);
      await expectHeading("Your plan is on its way");
    }
    await page.getByRole("link", { name: "Watch it being made" }).click();
    await button("Stop").click();
    await expectHeading("Stopped");
    for (const path of ["/board", "/plan"]) {
      await open(path);
      await expectHeading("Your plan was stopped");
      await page.getByText("Your answers are safe.").waitFor();
    }

    // A plan fails for reasons that cannot be brought about from here.
    await page.route(/\/plans\/[^/]+\/(status|events)$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll('"cancelled"', '"failed"') });
    });
    await open("/home");
    await expectHeading("Your plan did not come about");
    await refuse("/plans/generate", 3600);
    await button("Try again").click();
    await page.getByText("Possible again in 60 minutes.").waitFor();
    expect(await button("Try again").isDisabled()).toBe(true);
    await page.unrouteAll();
    await page.reload();
    await expectHeading("Your plan was stopped");
    await healModel(addresses);
    await button("Try again").click();
    await expectHeading("Your plan is ready");
    await page.getByRole("link", { name: "See my plan" }).click();
    await expectHeading("Today's quick win");
  }, 120_000);

  test("changes an answer while the plan is made, goes on or begins again, and comes back from a card to where it was opened", async () => {
    await open("/onboarding/finish");
    await button("Make my plan").click();
    await page.getByRole("link", { name: "Check what I understood meanwhile" }).click();
    await expectHeading("My read on your business");
    expect(await button("See my plan").isDisabled()).toBe(true);
    await page.getByRole("status").getByText("Setting the strategy.").waitFor();

    await page.getByRole("link", { name: "Edit Tools and limits" }).click();
    await page.getByRole("spinbutton", { name: "Hours per week" }).fill("8");
    await button("Save").click();
    await expectHeading("My read on your business");
    await button("Go on with the answers from before").click();
    expect(await button("Begin again").count()).toBe(0);
    await page.reload();
    await button("Begin again").click();
    await page.getByText("I began again with your new answers.").waitFor();
    await button("Begin again").waitFor({ state: "detached" });

    await healModel(addresses);
    await page.getByRole("link", { name: "Watch it being made" }).click();
    await button("Stop").click();
    await button("Try again").click();
    await expectHeading("Your plan is ready");
    await open("/board");
    await page.getByRole("main").getByRole("link").first().click();
    const task = page.getByRole("dialog");
    await task
      .getByRole("button", { name: /^See your answer/ })
      .first()
      .click();
    const { pathname } = new URL(page.url());
    await task
      .getByRole("link", { name: /^Edit your answer/ })
      .first()
      .click();
    await page.getByText(/card \d+ of 26/).waitFor({ state: "attached" });
    await button("Save").click();
    await page.waitForURL(addresses.web + pathname);
    await page.getByRole("dialog").waitFor();
  }, 120_000);
});
