import { SignIn } from "@alva/contracts/auth";
import type { Browser } from "./browser.ts";
import { newestSecret } from "./mailbox.ts";

/** An address that no other test uses. */
export function newAddress(): string {
  return `${crypto.randomUUID()}@example.com`;
}

/** Signs a browser in by mailed link, as a person would. */
export async function signIn(browser: Browser, email = newAddress()): Promise<SignIn> {
  await browser.post("/auth/send-magic-link", { email });
  const answer = await browser.post("/auth/verify-magic-link", { token: await newestSecret(email) });
  return SignIn.parse(await answer.json());
}

/** The session's refresh token, as the browser holds it. */
export function refreshTokenOf(browser: Browser): string {
  return browser.cookies.get("__Host-rt") ?? "";
}
