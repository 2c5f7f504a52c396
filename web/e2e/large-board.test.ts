import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { Browser, CDPSession, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { type Addresses, openProduct } from "./testing/product.ts";

const sizes = { small: 50, large: 1000 } as const;
/** Words that leave many tasks, none, and many again. */
const typed = "post no such";
const rounds = 3;

let addresses: Addresses;
let browser: Browser;
beforeAll(async () => {
  const product = await openProduct();
  ({ addresses, browser } = product);
  return () => product.close();
});

/**
 * What the page's main thread did, in milliseconds of the processor's time, so that another load on the machine counts for
 * little.
 */
type Work = "open" | "search" | "drag";

test("a board of 1,000 tasks draws 50 cards a column, and is hardly more work to search and to drag on than one of 50", async () => {
  const page = await signInWithPlan(browser, addresses, {
    browserAs: { viewport: { width: 1400, height: 900 }, serviceWorkers: "block" },
  });
  const measured: Record<keyof typeof sizes, Record<Work, number>[]> = { small: [], large: [] };
  for (let round = 0; round < rounds; round += 1) {
    measured.small.push(await workOn(page, sizes.small));
    measured.large.push(await workOn(page, sizes.large));
  }
  const least = (of: keyof typeof sizes, work: Work) => Math.min(...measured[of].map((one) => one[work]));
  for (const work of ["open", "search", "drag"] as const) {
    const [small, large] = [least("small", work), least("large", work)];
    console.log(`${work}: ${small.toFixed(0)} ms with 50 tasks, ${large.toFixed(0)} ms with 1,000`);
  }
  for (const work of ["search", "drag"] as const) {
    expect(least("large", work) / least("small", work)).toBeLessThan(3);
  }
  expect(await page.getByRole("article").count()).toBeLessThanOrEqual(4 * 50);
  await page.context().close();
}, 120_000);

/** Opens a board of so many tasks, searches it, and drags a card to another column and back. */
async function workOn(page: Page, count: number): Promise<Record<Work, number>> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Performance.enable", { timeDomain: "threadTicks" });
  await giveTasks(page, count);
  const open = await workOf(devTools, async () => {
    await page.goto(`${addresses.web}/board`);
    await page.getByText(`${count} tasks shown`).waitFor({ state: "attached" });
  });
  const field = page.getByLabel("Find");
  const search = await workOf(devTools, async () => {
    await field.pressSequentially(typed);
    await page.getByText("No task fits these filters.").waitFor();
    await field.fill("");
    await page.getByText(`${count} tasks shown`).waitFor({ state: "attached" });
  });
  const card = page.getByRole("article").first();
  await card.hover();
  await page.locator("li[data-draggable]").first().waitFor();
  const from = await card.boundingBox();
  if (from === null) throw new TypeError("There is nothing to drag.");
  const drag = await workOf(devTools, async () => {
    await page.mouse.move(from.x + from.width - 20, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(from.x + 900, from.y + 200, { steps: 40 });
    await page.locator("[data-dragging]").waitFor();
    await page.mouse.move(from.x + from.width - 20, from.y + 20, { steps: 40 });
    await page.mouse.up();
  });
  await page.unrouteAll();
  await devTools.detach();
  return { open, search, drag };
}

async function workOf(devTools: CDPSession, act: () => Promise<void>): Promise<number> {
  const before = await taskMilliseconds(devTools);
  await act();
  return (await taskMilliseconds(devTools)) - before;
}

async function taskMilliseconds(devTools: CDPSession): Promise<number> {
  const { metrics } = await devTools.send("Performance.getMetrics");
  return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
}

/** The api answers with the owner's own planned tasks, fewer or again and again, until there are so many. */
async function giveTasks(page: Page, count: number): Promise<void> {
  await page.route(`${addresses.api}/tasks?**`, async (route) => {
    const query = new URL(route.request().url()).searchParams;
    const from = Number(query.get("cursor") ?? 0);
    const limit = Number(query.get("limit"));
    query.delete("cursor");
    const response = await route.fetch({ url: `${addresses.api}/tasks?${query.toString()}` });
    const { items } = apiEndpoints.listTasks.replies[200].body.parse(await response.json());
    const planned = items.filter(({ status }) => status === "planned");
    const end = Math.min(from + limit, count);
    const page = Array.from({ length: end - from }, (_, index) => {
      const number = from + index;
      const task = planned[number % planned.length];
      return { ...task, id: `tsk_${number.toString(16).padStart(10, "0")}` };
    });
    await route.fulfill({
      response,
      json: { items: page, next_cursor: end < count ? String(end) : null },
    });
  });
}
