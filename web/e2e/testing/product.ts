import { inject, vi } from "vitest";
import * as z from "zod";
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

const Mails = z.array(z.object({ links: z.array(z.string()) }));

/** The secret in a mailed link, by which a browser signs in. */
export const tokenOf = (link: string): string =>
  new URLSearchParams(new URL(link).hash.slice(1)).get("token") ?? "";

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
      const found = Mails.parse(await answer.json()).flatMap(({ links }) => links);
      const link = found.find((one) => /#(?:token|change)=/.test(one) && !before.includes(one));
      if (link === undefined) throw new Error(`no link has arrived for ${email}`);
      return link;
    },
    { timeout: 10_000 },
  );
}
