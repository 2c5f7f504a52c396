import { ensureRunning, type RunningProduct } from "@alva/stand-ins/demo/running";
import type { Browser } from "playwright-core";
import { inject, vi } from "vitest";
import { openChromium } from "./browser.ts";

export type Addresses = Awaited<RunningProduct["addresses"]>;

/** The product as it is deployed, started with limits that nobody has used yet, and a browser to use it with. */
export async function openProduct() {
  const env = { ...process.env, ...inject("ports") };
  const product = await ensureRunning({ thinkMs: 0, web: "built", env, say: () => undefined });
  const [addresses, browser]: [Addresses, Browser] = await Promise.all([product.addresses, openChromium()]);
  return {
    addresses,
    browser,
    async close() {
      await browser.close();
      await product.close();
    },
  };
}

/** The link that was mailed to this address, once it has arrived; another one than `before`. */
export async function mailedLink({ mailbox }: Addresses, email: string, before?: string): Promise<string> {
  // Unlike `expect.poll`, this may wait in a hook too.
  return vi.waitFor(
    async () => {
      const answer = await fetch(`${mailbox}/mailbox.json?to=${encodeURIComponent(email)}`);
      const found = (await answer.text()).matchAll(/https?:[^"\\\s<>]+#(?:token|change)=[\w.-]+/g);
      const link = [...found].map(([text]) => text).find((text) => text !== before);
      if (link === undefined) throw new Error(`no link has arrived for ${email}`);
      return link;
    },
    { timeout: 10_000 },
  );
}
