import type { Problem } from "@alva/contracts/problem";
import type { Page, Request } from "playwright-core";
import type { Addresses } from "./product.ts";

interface Refusal extends Pick<Problem, "code" | "status" | "detail" | "errors"> {
  readonly retryAfterSeconds?: number;
  /** Which requests to the address it is for; all when it is not said. */
  readonly only?: (request: Request) => boolean;
  /** How many of them; all when it is not said. */
  readonly times?: number;
}

/** The page's requests to an address are refused, as a worker would do it. */
export async function refuse(
  page: Page,
  { web }: Addresses,
  {
    path,
    retryAfterSeconds,
    only = () => true,
    times = Infinity,
    ...problem
  }: Refusal & { readonly path: RegExp },
): Promise<void> {
  let left = times;
  await page.route(path, (route) => {
    if (route.request().method() === "OPTIONS" || left === 0 || !only(route.request()))
      return route.continue();
    left -= 1;
    return route.fulfill({
      status: problem.status,
      headers: {
        "access-control-allow-origin": web,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": "Retry-After",
        "content-type": "application/problem+json",
        ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
      },
      body: JSON.stringify({
        type: `urn:alva:problem:${problem.code}`,
        title: problem.detail,
        request_id: "0123456789",
        ...problem,
      }),
    });
  });
}
