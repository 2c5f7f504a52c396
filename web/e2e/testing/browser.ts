import { type Browser, chromium } from "playwright-core";

/** Debian's Chromium; another one by `CHROMIUM_PATH`. Nothing of it calls home. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** A browser without a profile: each context of it is a person of its own. */
export function openChromium(): Promise<Browser> {
  return chromium.launch(launchOptions);
}
