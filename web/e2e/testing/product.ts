import { ensureRunning, type RunningProduct } from "@alva/stand-ins/demo/running";
import type { Browser } from "playwright-core";
import { expect } from "vitest";
import { openChromium } from "./browser.ts";

export type Addresses = Awaited<RunningProduct["addresses"]>;

/** The running product and a browser to use it with. */
export async function openProduct() {
  const product = await ensureRunning({ thinkMs: 0, env: process.env, say: () => undefined });
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

/** The sign-in link that was mailed to this address, once it has arrived. */
export async function mailedLink({ mailbox }: Addresses, email: string): Promise<string> {
  let link = "";
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${mailbox}/mailbox.json?to=${encodeURIComponent(email)}`);
        link = /https?:[^"\\\s<>]+#(?:token|change)=[\w.-]+/.exec(await answer.text())?.[0] ?? "";
        return link;
      },
      { timeout: 10_000 },
    )
    .not.toBe("");
  return link;
}
