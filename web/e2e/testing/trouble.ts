import type { Page } from "playwright-core";

/** A worker refuses what is asked at this address, as it does when a person asks too often. */
export async function refuse(page: Page, address: string): Promise<void> {
  await page.route(address, async (route) => {
    const origin = (await route.request().headerValue("origin")) ?? "";
    await route.fulfill({
      status: 429,
      headers: {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Headers": "authorization",
        "Access-Control-Expose-Headers": "Retry-After",
        "Content-Type": "application/problem+json",
        "Retry-After": "30",
      },
      json: {
        type: "about:blank",
        title: "Too many requests",
        status: 429,
        code: "rate_limited",
        detail: "That was a lot at once.",
        request_id: "refused",
      },
    });
  });
}

/** The script that has these words in it never arrives. The page must be of a browser without service workers. */
export async function withhold(page: Page, words: string): Promise<void> {
  await page.route("**/_next/static/chunks/**", async (route) => {
    const response = await route.fetch();
    const isMeant = (await response.text()).includes(words);
    await (isMeant ? route.abort() : route.fulfill({ response }));
  });
}

/** The session ends while a page of the app is open, of which the clock is a test's; it is found out by the next request. */
export async function endSession(page: Page): Promise<void> {
  await page.context().clearCookies();
  // Longer than the token in memory lives.
  await page.clock.fastForward("20:00");
  await page.getByRole("link", { name: "Quick Wins" }).filter({ visible: true }).click();
  await page.getByRole("heading", { name: "Please sign in again" }).waitFor();
}
