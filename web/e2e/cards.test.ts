import { type CardId, cardOf, onboarding } from "@alva/contracts/onboarding-cards";
import { type ProblemCode, problems } from "@alva/contracts/problem";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { answerElsewhere, authorizationOf } from "./testing/elsewhere.ts";
import { forgetLimits } from "./testing/limits.ts";
import { signIn } from "./testing/owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

/** One owner answers on a phone; each test has cards of its own. */
let addresses: Addresses;
let browser: Browser;
let context: BrowserContext;
let authorization: string;
let page: Page;

beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    serviceWorkers: "block",
  });
  const first = await context.newPage();
  authorization = await authorizationOf(first, () => signIn(first, addresses));
  await first.close();
  return () => product.close();
});
beforeEach(async () => {
  await forgetLimits();
  page = await context.newPage();
});
afterEach(() => page.close());

test("a refused Next leads to the first field that needs something, and lists them all", async () => {
  await open("business_basics");
  await tapButton("Next");
  await expect.poll(focused).toBe("Business name (required): This is needed to go on.");
  await tapButton("What you sell, in brief: This is needed to go on.");
  expect(await focused()).toBe("What you sell, in brief (required): This is needed to go on.");
  await page.keyboard.type("Candles");
  await page.getByText("One field needs another look:").waitFor();
});

test.each([
  ["what_you_sell", "Apparel & Accessories: This is needed to go on."],
  ["budget", "Monthly budget: This is needed to go on."],
] as const)("a refused Next on the card %s leads to “%s”", async (card, expected) => {
  await open(card);
  await tapButton("Next");
  await expect.poll(focused).toBe(expected);
});

test("an unanswered slider looks it, and a tap or a key where it stands answers", async () => {
  await open("budget");
  const slider = page.getByRole("slider", { name: "Monthly budget" });
  expect(await slider.getAttribute("aria-valuetext")).toBe("Not chosen yet");
  await slider.tap();
  await page.getByText("None: $0").waitFor();

  await open("weekly_time");
  const hours = page.getByRole("slider", { name: "Hours per week" });
  expect(await hours.getAttribute("aria-valuetext")).toBe("Not chosen yet");
  await hours.press("Home");
  expect(await hours.getAttribute("aria-valuetext")).toMatch(/^0 hours, Bare Minimum/);
});

test("page keys move a slider by five, and a stop under it can be tapped", async () => {
  await open("weekly_time");
  const hours = page.getByRole("slider", { name: "Hours per week" });
  await hours.press("PageUp");
  await hours.press("PageUp");
  expect(await hours.getAttribute("aria-valuenow")).toBe("10");
  await hours.press("PageDown");
  expect(await hours.getAttribute("aria-valuenow")).toBe("5");
  await page.getByText("Serious Effort", { exact: true }).tap();
  expect(await hours.getAttribute("aria-valuetext")).toMatch(/^10 hours, Serious Effort/);
});

test("an amount that is typed moves the budget to its stop, also to None, which takes the field away", async () => {
  await open("budget");
  const slider = page.getByRole("slider", { name: "Monthly budget" });
  await slider.press("ArrowRight");
  const amount = page.getByRole("spinbutton");
  await amount.fill("250");
  expect(await slider.getAttribute("aria-valuetext")).toMatch(/^Some/);
  await amount.fill("0");
  await amount.waitFor({ state: "detached" });
  expect(await slider.getAttribute("aria-valuetext")).toMatch(/^None/);
  expect(await focused()).toContain("Monthly budget");
});

test("a format is judged once its field was left, and from then on while it is typed", async () => {
  await open("competitors");
  const links = page.getByLabel("Competitor links");
  const problem = page.getByText("Use a public web address such as https://example.com.");
  await links.pressSequentially("http://localhost");
  await links.pressSequentially("\n");
  expect(await problem.count()).toBe(0);
  await links.blur();
  await problem.waitFor();
  await links.fill("https://example.com");
  await problem.waitFor({ state: "detached" });
  await links.fill("https://local host");
  await problem.waitFor();
});

test("a number field keeps what is typed, says what it may be, and can be emptied", async () => {
  await open("weekly_time");
  const field = page.getByRole("spinbutton", { name: "Hours per week" });
  await field.fill("25");
  await field.blur();
  await page.getByText("Give a whole number from 0 to 20.").waitFor();
  expect(await field.inputValue()).toBe("25");
  await tapButton("Next");
  await expect.poll(focused).toContain("Give a whole number from 0 to 20.");
  await field.fill("");
  expect(await field.inputValue()).toBe("");
  expect(await page.getByRole("slider").getAttribute("aria-valuetext")).toBe("Not chosen yet");
  await field.fill("4");
  expect(await page.getByRole("slider").getAttribute("aria-valuenow")).toBe("4");
});

test("follow-ups unfold and are announced, an exclusive option stands alone, and what is hidden is kept", async () => {
  await open("tech_stack");
  await option("Website").tap();
  await announced("New below: Website address");
  await page.getByLabel("Website address").fill("example.com");
  await option("Email List").tap();
  await announced("New below: Which email tool?; About how many subscribers?");
  await option("None").tap();
  await page.getByLabel("Website address").waitFor({ state: "detached" });
  expect(await chosen()).toEqual(["None"]);
  await option("Website").tap();
  expect(await chosen()).toEqual(["Website"]);
  expect(await page.getByLabel("Website address").inputValue()).toBe("example.com");
});

test("no more can be chosen than a card allows", async () => {
  await open("what_you_sell");
  const names = cardOf("what_you_sell").inputs.flatMap((input) =>
    "groups" in input ? (input.groups ?? []).flatMap(({ options }) => options.map(({ label }) => label)) : [],
  );
  for (const name of names.slice(0, 5)) await option(name).tap();
  await page.getByText("5 of 5 chosen").waitFor();
  expect(await page.getByRole("checkbox", { name: names[5] ?? "", exact: true }).isDisabled()).toBe(true);
});

test("swiping on and going back keep what was typed", async () => {
  await open("inspiration");
  await page.getByLabel("Accounts or links").fill("@quietcandles");
  await swipe("left");
  await atCard("top_goals");
  await tapButton("Back");
  await atCard("inspiration");
  expect(await page.getByLabel("Accounts or links").inputValue()).toBe("@quietcandles");
});

test("going back with something malformed saves the rest, and shows the whole again with what is wrong", async () => {
  await open("brand_assets");
  await option("Yes").tap();
  await page.getByLabel("Hex colors").fill("#AA5500\n#12");
  await page.getByLabel("Font names").fill("Inter");
  await swipe("right");
  await page.getByText(/needs another look. It is kept on this device/).waitFor();
  await atCard("differentiators");
  expect(await stored("brand_assets")).toEqual({ has_assets: "yes", fonts: ["Inter"] });
  await open("brand_assets");
  await page.getByText("Use a hex color such as #AA5500.").waitFor();
  expect(await page.getByLabel("Hex colors").inputValue()).toBe("#AA5500\n#12");
  expect(await page.getByText("Updated on another device.").count()).toBe(0);
  await page.goto(`${addresses.web}/onboarding/finish`);
  await page.getByText("Use a hex color such as #AA5500.").waitFor();
  expect(await page.getByRole("button", { name: "Make my plan" }).isDisabled()).toBe(true);
});

test("what another device answered meanwhile is not overwritten before mine is kept", async () => {
  await open("past_flops");
  await page.getByLabel("What did not work").fill("Mine");
  await page.getByText("Kept on this device").waitFor();
  await answerElsewhere(
    { addresses, authorization },
    { card: "past_flops", answer: { past_failures: "Newer" } },
  );
  await page.reload();
  await page.getByText("Updated on another device.").waitFor();
  await tapButton("Next");
  await expect.poll(focused).toContain("Which answer counts?");
  expect(await stored("past_flops")).toEqual({ past_failures: "Newer" });
  await tapButton("Keep mine");
  await page.getByText("Which answer counts?").waitFor({ state: "detached" });
  await tapButton("Next");
  await atCard("weekly_time");
  expect(await stored("past_flops")).toEqual({ past_failures: "Mine" });
});

test("an answer that could not be saved is kept, said, and sent again by itself", async () => {
  await open("hard_nos");
  await page.route("**/onboarding/cards/hard_nos", (route) => route.abort());
  await page.getByLabel("Never do this").fill("No discounts");
  await tapButton("Next");
  await page
    .getByText("I couldn't save that answer. It is kept on this device and I'll try again.")
    .waitFor();
  await atCard("anything_else");
  await page.unroute("**/onboarding/cards/hard_nos");
  await page.getByText("All changes saved").waitFor();
  expect(await stored("hard_nos")).toEqual({ brand_nos: ["No discounts"] });
});

test.each([
  ["of a field is said at the field", "validation_failed", "answer.offers", "That offer is gone."],
  ["of no field is said on the card", "not_found", undefined, "Nothing is here."],
] as const)("what the server refuses %s", async (_where, code, path, sentence) => {
  await open("offer_types");
  await page.route("**/onboarding/cards/offer_types", (route) =>
    route.fulfill(refusal(code, { path, sentence })),
  );
  await option("Bundles / Kits").tap();
  await tapButton("Next");
  await page.getByText(sentence).waitFor();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(cardOf("offer_types").title);
});

test("where a section begins, the one before is said to be done once none of its cards is open", async () => {
  await open("what_you_sell");
  expect(await page.getByText("Brand Clarity done").count()).toBe(0);
  for (const { id } of onboarding.cards.slice(0, 6)) {
    await answerElsewhere({ addresses, authorization }, { card: id, answer: {}, skipped: true });
  }
  await open("what_you_sell");
  await announced("Brand Clarity done");
});

async function open(card: CardId): Promise<void> {
  await page.goto(addresses.web + cardOf(card).route);
  await atCard(card);
}

/** The card is there, and has taken the focus. */
async function atCard(card: CardId): Promise<void> {
  await page.getByText(`card ${cardOf(card).number} of 26`).waitFor({ state: "attached" });
  await page.getByRole("heading", { level: 1, name: cardOf(card).title }).waitFor();
}

const tapButton = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).tap();
const option = (label: string): Locator => page.getByText(label, { exact: true }).first();
const announced = (words: string): Promise<void> =>
  page.getByRole("status").filter({ hasText: words }).waitFor({ state: "attached" });

const chosen = (): Promise<string[]> =>
  page
    .locator("label:has(input:checked)")
    .evaluateAll((labels) => labels.map(({ textContent }) => textContent.trim()));

/** What has the focus, by its name and by what is said of it. */
function focused(): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    const label = isField ? element.labels?.[0]?.textContent : undefined;
    const ids = element?.getAttribute("aria-describedby")?.split(" ") ?? [];
    const described = ids.map((id) => document.querySelector(`[id="${id}"]`)?.textContent ?? "").join("");
    const name = element?.getAttribute("aria-label") ?? label ?? element?.textContent ?? "";
    return [name.trim(), described].filter((part) => part !== "").join(": ");
  });
}

/** A finger goes over the title of the card. */
async function swipe(to: "left" | "right"): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  const session = await context.newCDPSession(page);
  const xs = to === "left" ? [300, 200, 100] : [100, 200, 300];
  for (const [index, x] of xs.entries()) {
    const type = index === 0 ? "touchStart" : "touchMove";
    await session.send("Input.dispatchTouchEvent", { type, touchPoints: [{ x, y: 110 }] });
  }
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

interface Told {
  readonly path: string | undefined;
  readonly sentence: string;
}

function refusal(code: ProblemCode, { path, sentence }: Told) {
  const { status, title } = problems[code];
  const errors = path === undefined ? {} : { errors: [{ path, message: sentence }] };
  return {
    status,
    contentType: "application/problem+json",
    headers: {
      "access-control-allow-origin": addresses.web,
      "access-control-allow-credentials": "true",
    },
    body: JSON.stringify({
      type: `about:${code}`,
      title,
      status,
      code,
      detail: sentence,
      request_id: "r",
      ...errors,
    }),
  };
}

/** What the server has of a card. */
async function stored(card: CardId): Promise<unknown> {
  const answer = await fetch(`${addresses.api}/onboarding`, { headers: { authorization } });
  const { cards } = await answer.json();
  return cards.find((one: { readonly card: string }) => one.card === card).answer;
}
