import { type CardId, cardOf, onboarding } from "@alva/contracts/onboarding-cards";
import type { Page } from "playwright-core";
import { answerElsewhere, authorizationOf } from "../elsewhere.ts";
import { forgetLimits } from "../limits.ts";
import type { Addresses } from "../product.ts";
import { picture } from "../uploads.ts";
import type { Visit } from "./visit.ts";

/** All cards, answered, what a card can come to, and the summing up. */
export async function visitCards(visit: Visit): Promise<void> {
  const { page, addresses, show } = visit;
  for (const { id, number } of onboarding.cards) {
    await openCard(page, addresses, id);
    await show(`card-${number}`, page);
  }
  await visitUnfolded(visit);
  await visitUploads(visit);
  await visitOffline(visit);
  await visitNotSaved(visit);
  await visitNewer(visit);
  await visit.visit("summary", "/onboarding/summary");
}

async function visitUnfolded({ page, addresses, show }: Visit): Promise<void> {
  await openCard(page, addresses, "tech_stack");
  // Alone, so that the others are chosen by their next press.
  for (const name of ["None", "Website", "Email List"]) await option(page, name).click();
  await page.getByLabel("Website address").fill("not an address");
  await page.getByLabel("Website address").blur();
  await page.getByText("Use a public web address").waitFor();
  await show("card-unfolded", page);
  await option(page, "None").click();
  await page.getByLabel("Website address").waitFor({ state: "detached" });
}

async function visitUploads({ page, addresses, show }: Visit): Promise<void> {
  await openCard(page, addresses, "brand_assets");
  await option(page, "Yes").click();
  const add = page.getByLabel("Add files");
  await add.setInputFiles([picture("logo.png"), picture("huge.png", 5 * 1024 * 1024 + 1)]);
  await page.getByRole("button", { name: "Take out logo.png" }).waitFor();
  await page.route(/\/uploads\?/, (route) => route.abort(), { times: 1 });
  await add.setInputFiles([picture("guide.png")]);
  await page.getByRole("button", { name: "Try again: guide.png" }).waitFor();
  await page.route(/\/uploads\?/, () => undefined);
  await add.setInputFiles([picture("fonts.png")]);
  await page.getByRole("progressbar", { name: "Uploading fonts.png" }).waitFor();
  await show("card-uploads", page);
  await page.getByRole("button", { name: "Stop uploading fonts.png" }).click();
  await page.unroute(/\/uploads\?/);
  await option(page, "No").click();
}

async function visitOffline({ page, addresses, show }: Visit): Promise<void> {
  await openCard(page, addresses, "inspiration");
  await page.context().setOffline(true);
  await page.getByLabel("Accounts or links").fill("@quietcandles");
  await page.getByText("Offline. Kept on this device").waitFor();
  await show("offline-card", page);
  await page.context().setOffline(false);
}

async function visitNotSaved({ page, addresses, show }: Visit): Promise<void> {
  await openCard(page, addresses, "hard_nos");
  await page.route("**/onboarding/cards/hard_nos", (route) => route.abort());
  await page.getByLabel("Never do this").fill("No discounts");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByText("I couldn't save that answer.").waitFor();
  await show("card-not-saved", page);
  await page.unroute("**/onboarding/cards/hard_nos");
  await page.getByText("All changes saved").waitFor();
}

async function visitNewer({ page, addresses, show }: Visit): Promise<void> {
  const authorization = await authorizationOf(page, () => openCard(page, addresses, "past_flops"));
  await page.getByLabel("What did not work").fill("Mine");
  await page.getByText("Kept on this device").waitFor();
  const newer = { card: "past_flops", answer: { past_failures: "Newer" } } as const;
  await answerElsewhere({ addresses, authorization }, newer);
  await page.reload();
  await page.getByText("Updated on another device.").waitFor();
  await show("card-newer", page);
  await page.getByRole("button", { name: "Use the newer one" }).click();
}

async function openCard(page: Page, addresses: Addresses, card: CardId): Promise<void> {
  await forgetLimits();
  await page.goto(addresses.web + cardOf(card).route);
  await page.locator("h1:focus").waitFor();
}

const option = (page: Page, label: string) => page.getByText(label, { exact: true }).first();
