import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createApiClient } from "@alva/api-client/api-client";
import { SignIn } from "@alva/contracts/auth";
import { ProfileInput } from "@alva/contracts/profile";
import { makePlan } from "@alva/stand-ins/demo/make-plan";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { forgetLimits } from "./limits.ts";
import { type Addresses, mailedLink, tokenOf } from "./product.ts";

const examples = new URL("../../../packages/contracts/examples/", import.meta.url);

/**
 * A stranger signs in and, without the cards, has a plan from an example; from the first one with 5 hours a week and no money for
 * ads. The page is of a browser that is signed in and has kept nothing yet.
 */
export async function signInWithPlan(
  browser: Browser,
  addresses: Addresses,
  { example = "handmade-solo", browserAs = {}, email = newAddress() }: OwnerOptions = {},
): Promise<Page> {
  const prepare = async (fetchAsOwner: typeof fetch) => {
    await makePlan({
      apiOrigin: addresses.api,
      fetch: fetchAsOwner,
      profile: await readProfile(example),
      say: () => undefined,
    });
  };
  return signInHaving(browser, addresses, { email, prepare, browserAs });
}

interface OwnerOptions {
  readonly example?: Example;
  /** Nobody's yet. */
  readonly email?: string;
  /** What the browser is like. */
  readonly browserAs?: BrowserContextOptions;
}

/** The same stranger a step earlier: all is answered, and no plan was asked for. */
export async function signInWithProfile(browser: Browser, addresses: Addresses): Promise<Page> {
  const prepare = async (fetchAsOwner: typeof fetch) => {
    const api = createApiClient({ apiOrigin: addresses.api, fetch: fetchAsOwner });
    await api.putProfile(ProfileInput.parse(await readProfile("handmade-solo")));
  };
  return signInHaving(browser, addresses, { email: newAddress(), prepare });
}

/** Someone who signed in once, on another device of theirs. */
export async function signInElsewhere(browser: Browser, addresses: Addresses, email: string): Promise<Page> {
  return signInHaving(browser, addresses, { email, usedLink: await mailedLink(addresses, email) });
}

const newAddress = () => `owner-${randomUUID()}@example.com`;

type Example = "handmade-solo" | "local-service";

const readProfile = async (example: Example): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`${example}.json`, examples), "utf8"));

interface SigningIn {
  readonly email: string;
  readonly usedLink?: string;
  /** What they do before the page is theirs. */
  readonly prepare?: (fetchAsOwner: typeof fetch) => Promise<void>;
  readonly browserAs?: BrowserContextOptions;
}

async function signInHaving(
  browser: Browser,
  addresses: Addresses,
  { email, usedLink, prepare, browserAs = {} }: SigningIn,
): Promise<Page> {
  await forgetLimits();
  const context = await browser.newContext();
  const ask = (path: string, data: object) =>
    context.request.post(addresses.auth + path, {
      data,
      headers: { Origin: addresses.web, "Sec-Fetch-Site": "same-site" },
    });
  await ask("/auth/send-magic-link", { email });
  const token = tokenOf(await mailedLink(addresses, email, usedLink));
  const answer = await ask("/auth/verify-magic-link", { token });
  const { access_token } = SignIn.parse(await answer.json());
  await prepare?.((input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("Authorization", `Bearer ${access_token}`);
    return fetch(input, { ...init, headers });
  });
  const { cookies } = await context.storageState();
  await context.close();
  // By this the app knows that asking for a session is worth it.
  const returning = { origin: addresses.web, localStorage: [{ name: "alva.returning", value: "" }] };
  const signedIn = await browser.newContext({
    ...browserAs,
    storageState: { cookies, origins: [returning] },
  });
  return signedIn.newPage();
}
