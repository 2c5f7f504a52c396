import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { unsubscribeLink } from "../links.ts";
import type { Addresses } from "../product.ts";
import { refuse } from "../refusals.ts";
import { open, type Visit } from "./visit.ts";

const sending = /\/auth\/send-magic-link$/;
const send = (page: Page) => page.getByRole("button", { name: "Email me a link" });

/** The landing page and the other public ones, the page that waits for a link, and the one that ends a kind of mails. */
export async function visitAsStranger(visit: Visit): Promise<void> {
  const { page, addresses, show } = visit;
  await visitLanding(visit);
  for (const name of ["privacy", "terms", "help"]) await visit.visit(name, `/${name}`);
  await visit.visit("not-found", "/no/such/page");

  const link = await unsubscribeLink(addresses);
  await page.goto(link);
  await show("unsubscribe", page);
  await page.getByRole("button", { name: "Stop them" }).click();
  await page.getByRole("heading", { name: /^Done: / }).waitFor();
  await show("unsubscribe-done", page);
  await page.goto(link.slice(0, -1));
  await show("unsubscribe-cut", page);

  await visitCheckMail(visit);
}

async function visitLanding({ page, addresses, show, visit }: Visit): Promise<void> {
  await visit("landing", "/");
  await page.getByLabel("Your e-mail").fill("not an address");
  await send(page).click();
  await page.getByText("This does not look like an e-mail address.").waitFor();
  await show("landing-problem", page);

  await page.route(sending, () => undefined, { times: 1 });
  await page.getByLabel("Your e-mail").fill("owner@example.com");
  await send(page).click();
  await page.locator("button[aria-busy=true]").waitFor();
  await show("landing-sending", page);

  await refuseSending(page, addresses, { code: "dependency_unavailable", status: 503 });
  await page.getByText("I couldn't send it; nothing was lost.").waitFor();
  await show("landing-down", page);
  await refuseSending(page, addresses, { code: "rate_limited", status: 429, retryAfterSeconds: 90 });
  await page.getByText("That is enough links for now.").waitFor();
  await show("landing-limited", page);

  await open(page, addresses, "/");
  await page.context().setOffline(true);
  await page.getByText("You are offline, so I can't send a link right now.").waitFor();
  await show("landing-offline", page);
  await page.context().setOffline(false);
}

type Refused = Pick<Parameters<typeof refuse>[2], "code" | "status" | "retryAfterSeconds">;

/** Asks for a link on the landing page and is refused. */
async function refuseSending(page: Page, addresses: Addresses, refused: Refused): Promise<void> {
  const detail = "Please try again later.";
  await refuse(page, addresses, { path: sending, detail, times: 1, ...refused });
  await open(page, addresses, "/");
  await page.getByLabel("Your e-mail").fill("owner@example.com");
  await send(page).click();
}

/** Leaves a browser that has asked three times, a minute apart. */
async function visitCheckMail({ page, addresses, show }: Visit): Promise<void> {
  await open(page, addresses, "/");
  await page.getByLabel("Your e-mail").fill(`seen-${randomUUID()}@example.com`);
  await send(page).click();
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
  await show("check-mail", page);
  const again = page.getByRole("button", { name: "Send again", exact: true });
  const start = Date.now();
  for (const minute of [1, 2]) {
    await page.clock.setFixedTime(start + minute * 61_000);
    await again.click();
    await again.waitFor({ state: "detached" });
  }
  await page.getByRole("button", { name: "Change address" }).click();
  await page.getByText("A new link is on its way.").waitFor();
  await show("check-mail-again", page);
  await page.clock.setFixedTime(start + 3 * 61_000);
  await refuse(page, addresses, {
    path: sending,
    status: 429,
    code: "rate_limited",
    detail: "These were many links.",
    retryAfterSeconds: 1800,
    times: 1,
  });
  await again.click();
  await page.getByText("These were many links.").waitFor();
  await show("check-mail-limited", page);
}
