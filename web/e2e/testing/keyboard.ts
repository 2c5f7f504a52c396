import type { Page } from "playwright-core";

/** Presses Tab, or another key, until what has a name that begins like this has the focus. */
export async function tabTo(page: Page, name: string, key = "Tab"): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press(key);
    const found = await page.evaluate(() => {
      const focused = document.activeElement;
      const hasLabels = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
      const label = hasLabels ? focused.labels?.[0]?.textContent : undefined;
      return (label ?? focused?.getAttribute("aria-label") ?? focused?.textContent ?? "").trim();
    });
    if (found.startsWith(name)) return;
  }
  throw new Error(`the keyboard does not reach “${name}”`);
}

/** Goes to what has this name and presses it. */
export async function pressByKey(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}
