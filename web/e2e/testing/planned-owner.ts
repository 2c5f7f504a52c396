import { readFile } from "node:fs/promises";
import { makePlan } from "@alva/stand-ins/demo/make-plan";
import type { Browser, Page } from "playwright-core";
import { signIn } from "./owner.ts";
import type { Addresses } from "./product.ts";

const examples = new URL("../../../packages/contracts/examples/", import.meta.url);

/**
 * A stranger signs in and, without the cards, has a plan from an example; from the first one with 5 hours a week and no money for
 * ads. The page is of a browser that is signed in and has kept nothing yet.
 */
export async function signInWithPlan(
  browser: Browser,
  addresses: Addresses,
  example: "handmade-solo" | "local-service" = "handmade-solo",
): Promise<Page> {
  const first = await (await browser.newContext()).newPage();
  const asked = first.waitForRequest(
    (request) => request.url().startsWith(addresses.api) && request.headers()["authorization"] !== undefined,
  );
  await signIn(first, addresses);
  const { authorization = "" } = (await asked).headers();
  await makePlan({
    apiOrigin: addresses.api,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set("Authorization", authorization);
      return fetch(input, { ...init, headers });
    },
    profile: JSON.parse(await readFile(new URL(`${example}.json`, examples), "utf8")),
    say: () => undefined,
  });
  const storageState = await first.context().storageState();
  await first.context().close();
  return (await browser.newContext({ storageState })).newPage();
}
