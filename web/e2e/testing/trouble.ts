import type { Page } from "playwright-core";

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
