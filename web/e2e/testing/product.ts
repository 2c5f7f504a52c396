import { inject, vi } from "vitest";
import { openChromium } from "./browser.ts";
import { forgetLimits } from "./limits.ts";
import { healModel } from "./model.ts";
import type { Addresses } from "./start-once.ts";

export type { Addresses } from "./start-once.ts";

/** The running product as if nobody had used it today, and a browser to use it with. */
export async function openProduct() {
  const addresses = inject("addresses");
  await Promise.all([forgetLimits(), healModel(addresses)]);
  const browser = await openChromium();
  return { addresses, browser, close: () => browser.close() };
}

/** The link that was mailed to this address, once it has arrived; none of those from `before`. */
export async function mailedLink(
  { mailbox }: Addresses,
  email: string,
  ...before: readonly (string | undefined)[]
): Promise<string> {
  // Unlike `expect.poll`, this may wait in a hook too.
  return vi.waitFor(
    async () => {
      const answer = await fetch(`${mailbox}/mailbox.json?to=${encodeURIComponent(email)}`);
      const found = (await answer.text()).matchAll(/https?:[^"\\\s<>]+#(?:token|change)=[\w.-]+/g);
      const link = [...found].map(([text]) => text).find((text) => !before.includes(text));
      if (link === undefined) throw new Error(`no link has arrived for ${email}`);
      return link;
    },
    { timeout: 10_000 },
  );
}
