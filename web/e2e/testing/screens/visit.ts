import type { Browser, Page } from "playwright-core";
import { forgetLimits } from "../limits.ts";
import type { Addresses } from "../product.ts";

/** Takes note of a screen that has come to rest. */
export type Show = (name: string, page: Page) => Promise<void>;

/** Somebody who goes from screen to screen in a browser of their own. */
export interface Visit {
  readonly page: Page;
  readonly addresses: Addresses;
  readonly show: Show;
  /** Opens an address and shows what is there, once it says this, or else once it is quiet. */
  readonly visit: (name: string, path: string, says?: string | RegExp) => Promise<void>;
}

/** Opens a browser for this person, and closes it after them. */
export async function beVisitor(
  { browser, addresses, show }: { browser: Browser; addresses: Addresses; show: Show },
  person: (visit: Visit) => Promise<void>,
): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  const visit: Visit["visit"] = async (name, path, says) => {
    await open(page, addresses, path, says);
    await show(name, page);
  };
  await person({ page, addresses, show, visit });
  await page.context().close();
}

/** Opens an address and waits until it says this, or else until it is quiet. */
export async function open(
  page: Page,
  { web }: Addresses,
  path: string,
  says?: string | RegExp,
): Promise<void> {
  await forgetLimits();
  await page.goto(web + path);
  if (says === undefined) await page.waitForLoadState("networkidle");
  else await page.getByText(says).first().waitFor();
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}
