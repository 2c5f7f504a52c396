import { readFile } from "node:fs/promises";
import { makePlan } from "@alva/stand-ins/demo/make-plan";
import type { Page } from "playwright-core";
import { signIn } from "./owner.ts";
import type { Addresses } from "./product.ts";

const profile = new URL("../../../packages/contracts/examples/handmade-solo.json", import.meta.url);

/** A stranger signs in and, without the cards, has a plan from an example: 5 hours a week, no money for ads. */
export async function signInWithPlan(page: Page, addresses: Addresses): Promise<void> {
  const asked = page.waitForRequest(
    (request) => request.url().startsWith(addresses.api) && request.headers()["authorization"] !== undefined,
  );
  await signIn(page, addresses);
  const { authorization = "" } = (await asked).headers();
  await makePlan({
    apiOrigin: addresses.api,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set("Authorization", authorization);
      return fetch(input, { ...init, headers });
    },
    profile: JSON.parse(await readFile(profile, "utf8")),
    say: () => undefined,
  });
}
