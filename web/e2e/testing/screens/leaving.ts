import { randomUUID } from "node:crypto";
import { forgetLimits } from "../limits.ts";
import { askForLink, signIn } from "../owner.ts";
import { mailedLink } from "../product.ts";
import { open, type Visit } from "./visit.ts";

/** Somebody who changes their address, deletes the account, keeps it after all, and opens a link a second time. */
export async function visitLeaving({ page, addresses, show, visit }: Visit): Promise<void> {
  await signIn(page, addresses);
  const next = `next-${randomUUID()}@example.com`;
  await open(page, addresses, "/settings/account");
  await page.getByLabel("Type your e-mail to confirm").fill("other@example.com");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.getByText("This is not the address of this account.").waitFor();
  await page.getByLabel("New e-mail").fill(next);
  await page.getByRole("button", { name: "Email a link to it" }).click();
  await page.getByText(`on its way to ${next}`).waitFor();
  await show("settings-account-sent", page);
  const change = await mailedLink(addresses, next);
  await page.goto(change);
  await page.getByRole("button", { name: "Use this address" }).click();
  await page.getByRole("heading", { name: "Your address has changed" }).waitFor();
  await show("verify-changed", page);
  await page.goto("about:blank");
  await page.goto(change);
  await page.getByRole("button", { name: "Use this address" }).click();
  await page.getByRole("heading", { name: "This link has been used" }).waitFor();
  await show("verify-change-used", page);

  await open(page, addresses, "/settings/account", `Signed in as ${next}`);
  await page.getByLabel("Type your e-mail to confirm").fill(next);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.getByRole("button", { name: "Email me a link" }).waitFor();
  await askForLink(page, addresses, next);
  const link = await mailedLink(addresses, next, change);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Keep my account" }).waitFor();
  await visit("restore", "/restore");
  await page.getByRole("button", { name: "Keep my account" }).click();
  await page.getByRole("link", { name: "Start" }).waitFor();
  await visit("restored", "/restore");

  await page.context().clearCookies();
  await forgetLimits();
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "This link has been used" }).waitFor();
  await show("verify-used", page);
}
