import type { Page } from "playwright-core";
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

/** The person whose page this is. */
export function visitorOf(page: Page, addresses: Addresses, show: Show): Visit {
  const visit: Visit["visit"] = async (name, path, says) => {
    await open(page, addresses, path, says);
    await show(name, page);
  };
  return { page, addresses, show, visit };
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
