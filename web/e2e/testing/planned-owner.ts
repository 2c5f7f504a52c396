import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { SignIn } from "@alva/contracts/auth";
import { makePlan } from "@alva/stand-ins/demo/make-plan";
import type { Browser, Page } from "playwright-core";
import { forgetLimits } from "./limits.ts";
import { type Addresses, mailedLink } from "./product.ts";

const profile = new URL("../../../packages/contracts/examples/handmade-solo.json", import.meta.url);

/**
 * A stranger signs in and, without the cards, has a plan from an example: 5 hours a week, no money for ads. The page is of a
 * browser that is signed in and has kept nothing yet.
 */
export async function signInWithPlan(browser: Browser, addresses: Addresses): Promise<Page> {
  await forgetLimits();
  const context = await browser.newContext();
  const ask = (path: string, data: object) =>
    context.request.post(addresses.auth + path, {
      data,
      headers: { Origin: addresses.web, "Sec-Fetch-Site": "same-site" },
    });
  const email = `owner-${randomUUID()}@example.com`;
  await ask("/auth/send-magic-link", { email });
  const token = new URL(await mailedLink(addresses, email)).hash.replace("#token=", "");
  const answer = await ask("/auth/verify-magic-link", { token });
  const { access_token } = SignIn.parse(await answer.json());
  await makePlan({
    apiOrigin: addresses.api,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set("Authorization", `Bearer ${access_token}`);
      return fetch(input, { ...init, headers });
    },
    profile: JSON.parse(await readFile(profile, "utf8")),
    say: () => undefined,
  });
  const { cookies } = await context.storageState();
  await context.close();
  // By this the app knows that asking for a session is worth it.
  const returning = { origin: addresses.web, localStorage: [{ name: "alva.returning", value: "" }] };
  const signedIn = await browser.newContext({ storageState: { cookies, origins: [returning] } });
  return signedIn.newPage();
}
