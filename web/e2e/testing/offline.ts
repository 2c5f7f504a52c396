import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Takes the connection away from a page's whole browser, once the app is on this device and answers for the page. */
export async function goOffline(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 30_000 })
    .toBe(true);
  await page.context().setOffline(true);
  await page.getByText("You're offline.").first().waitFor();
}
