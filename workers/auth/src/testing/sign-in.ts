import { SignIn } from "@alva/contracts/auth";
import { decodeJwt } from "jose";
import { type Browser, openBrowser } from "./browser.ts";
import { newestSecret } from "./mailbox.ts";
import { forgetSends } from "./redis.ts";

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

/** Someone signed in, in a browser of their own. */
export interface Person {
  readonly browser: Browser;
  readonly email: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly accessToken: string;
}

/** Signs someone in whom no other test knows, or a known address once more, in a new browser. */
export async function newPerson(email = newAddress()): Promise<Person> {
  await forgetSends();
  const browser = openBrowser();
  const { access_token: accessToken, account } = await signIn(browser, email);
  return { browser, email, userId: account.id, sessionId: String(decodeJwt(accessToken).sid), accessToken };
}

/** The session's refresh token, as the browser holds it. */
export function refreshTokenOf(browser: Browser): string {
  return browser.cookies.get("__Host-rt") ?? "";
}
