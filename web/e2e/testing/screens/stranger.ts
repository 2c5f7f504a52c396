import { randomUUID } from "node:crypto";
import type { Page, Route } from "playwright-core";
import { unsubscribeLink } from "../links.ts";
import { refuse } from "../refusals.ts";
import { open, type Visit } from "./visit.ts";

const sending = /\/auth\/send-magic-link$/;
const send = (page: Page) => page.getByRole("button", { name: "Email me a link" });

/** The landing page, the page that waits for a link, the other public ones, and the one that ends a kind of mails. */
export async function visitAsStranger(visit: Visit): Promise<void> {
  const { page, addresses, show } = visit;
  await visitLanding(visit);
  await visitCheckMail(visit);
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
}

async function visitLanding({ page, addresses, show, visit }: Visit): Promise<void> {
  await visit("landing", "/");
  await page.getByLabel("Your e-mail").fill("not an address");
  await send(page).click();
  await page.getByText("This does not look like an e-mail address.").waitFor();
  await show("landing-problem", page);

  const { promise: held, resolve: hold } = Promise.withResolvers<Route>();
  await page.route(sending, hold, { times: 1 });
  await page.getByLabel("Your e-mail").fill("owner@example.com");
  await send(page).click();
  const request = await held;
  await show("landing-sending", page);
  await request.abort();
  await page.getByText("I couldn't reach Alva; nothing was lost.").waitFor();

  const detail = "Please try again later.";
  const down = { status: 503, code: "dependency_unavailable", detail } as const;
  await refuse(page, addresses, { path: sending, ...down, times: 1 });
  await send(page).click();
  await page.getByText("I couldn't send it; nothing was lost.").waitFor();
  await show("landing-down", page);
  const limited = { status: 429, code: "rate_limited", detail, retryAfterSeconds: 90 } as const;
  await refuse(page, addresses, { path: sending, ...limited, times: 1 });
  await send(page).click();
  await page.getByText("That is enough links for now.").waitFor();
  await show("landing-limited", page);

  await open(page, addresses, "/");
  await page.context().setOffline(true);
  await page.getByText("You are offline, so I can't send a link right now.").waitFor();
  await show("landing-offline", page);
  await page.context().setOffline(false);
}

/** From the landing page on. Leaves a browser that has asked three times, a minute apart. */
async function visitCheckMail({ page, addresses, show }: Visit): Promise<void> {
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
