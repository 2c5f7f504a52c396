import { onboarding } from "@alva/contracts/onboarding-cards";
import type { Page } from "playwright-core";
import { healModel, modelAnswers, modelFails } from "../model.ts";
import { answerCards, signIn } from "../owner.ts";
import { refuse } from "../refusals.ts";
import { open, type Visit } from "./visit.ts";

/** From the first sign-in to a first plan, which is stopped, fails, and then has standard tasks for social media. */
export async function visitFirstPlan(visit: Visit): Promise<void> {
  await visitBeforeTheCards(visit);
  await visitFinish(visit);
  await visitMaking(visit);
  await visitEnds(visit);
}

async function visitBeforeTheCards({ page, addresses, show, visit }: Visit): Promise<void> {
  await signIn(page, addresses);
  await visit("welcome", "/onboarding/welcome");
  await visit("desk-without-plan", "/desk");
  await visit("settings-profile-unfinished", "/settings/profile");
  await visit("settings-plan-none", "/settings/plan");
  await visit("settings-export-nothing", "/settings/export");
  await visit("finish-lacking", "/onboarding/finish");
  await open(page, addresses, onboarding.cards[0]?.route ?? "");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByText("This is needed to go on.").first().waitFor();
  await show("card-1-problem", page);
  await page.goto(`${addresses.web}/home`);
  await answerCards(page);
}

async function visitFinish({ page, addresses, show, visit }: Visit): Promise<void> {
  await visit("welcome-back", "/onboarding/welcome");
  await visit("finish", "/onboarding/finish");
  await refuse(page, addresses, {
    path: /\/plans\/generate$/,
    status: 429,
    code: "quota_exceeded",
    detail: "You can start 5 plans in 24 hours.",
    retryAfterSeconds: 5 * 3600,
    times: 1,
  });
  await page.getByRole("button", { name: "Make my plan" }).click();
  await page.getByText("Possible again in 5 hours.").waitFor();
  await show("finish-limited", page);
  await visit("home-ready-to-plan", "/home");
  await visit("processing-none", "/onboarding/processing");
}

async function visitMaking({ page, addresses, show, visit }: Visit): Promise<void> {
  await modelFails(addresses, { kind: "delay", delayMs: 120_000, times: 1000, path: "/chat/completions" });
  await open(page, addresses, "/onboarding/finish");
  await page.getByRole("button", { name: "Make my plan" }).click();
  await page.getByText(", working").first().waitFor({ state: "attached" });
  await show("processing-working", page);
  await page.context().setOffline(true);
  await page.getByText("The plan goes on without you").waitFor();
  await show("processing-offline", page);
  await page.context().setOffline(false);

  await letPlanBe(page, (status) => {
    const earlier = new Date(Date.now() - 600_000).toISOString();
    return status.replaceAll(/"(created|updated)_at":"[^"]+"/g, `"$1_at":"${earlier}"`);
  });
  await visit("processing-long", "/onboarding/processing", "This takes longer than it should.");
  await page.unrouteAll();

  await visit("home-on-its-way", "/home", "Watch it being made");
  await visit("summary-making", "/onboarding/summary", "Watch it being made");
  await page.getByRole("link", { name: "Edit Tools and limits" }).click();
  await page.getByRole("spinbutton", { name: "Hours per week" }).fill("8");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Begin again" }).waitFor();
  await show("summary-changed", page);
}

async function visitEnds({ page, addresses, show, visit }: Visit): Promise<void> {
  await page.goto(`${addresses.web}/onboarding/processing`);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("heading", { name: "Stopped" }).waitFor();
  await show("processing-stopped", page);
  await visit("home-stopped", "/home", "Your plan was stopped");
  // A plan fails by itself only after hours without an answer.
  await letPlanBe(page, (status) => status.replaceAll('"cancelled"', '"failed"'));
  await visit("processing-failed", "/onboarding/processing", "I couldn't finish this plan.");
  await page.unrouteAll();

  await healModel(addresses);
  await modelAnswers(addresses, { kind: "refusal", refusal: "No.", match: "alva_social", times: 3 });
  await open(page, addresses, "/onboarding/processing", "You stopped this plan.");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Using a standard template").waitFor({ timeout: 60_000 });
  await page.getByRole("link", { name: "See my plan" }).waitFor({ timeout: 60_000 });
  await show("processing-standard", page);
}

/** Lets the plan stand elsewhere than it does: the server's answer, changed. */
async function letPlanBe(page: Page, change: (status: string) => string): Promise<void> {
  await page.route(/\/plans\/[^/]+\/events$/, (route) => route.abort());
  await page.route(/\/plans\/[^/]+\/status$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
}
