import { forgetLimits } from "../limits.ts";
import { healModel, modelFails } from "../model.ts";
import { refuse } from "../refusals.ts";
import { open, type Visit } from "./visit.ts";

/** A plan with standard tasks, the way to the next one, and what can be done with it. */
export async function visitPlan(visit: Visit): Promise<void> {
  await visitStandardTasks(visit);
  await visitNext(visit);
  await visitChanged(visit);
}

async function visitStandardTasks({ page, addresses, show, visit }: Visit): Promise<void> {
  await open(page, addresses, "/plan", "A part of this plan is a standard template.");
  const line = page.getByRole("listitem").filter({ hasText: "I used a standard template for social media" });
  await line.getByText("Explain").click();
  await show("plan-standard", page);

  await visit("plan-new", "/plan/new");
  const path = /\/plans\/[^/]+\/regenerate$/;
  const detail = "You can start 5 plans in 24 hours.";
  const refused = { status: 429, code: "quota_exceeded", detail, retryAfterSeconds: 7200 } as const;
  await refuse(page, addresses, { path, ...refused, times: 1 });
  await page.getByRole("button", { name: "Make a new plan" }).click();
  await page.getByText("Possible again in 2 hours.").waitFor();
  await show("plan-new-limited", page);
}

async function visitNext({ page, addresses, show, visit }: Visit): Promise<void> {
  await modelFails(addresses, { kind: "delay", delayMs: 120_000, times: 1000, path: "/chat/completions" });
  await open(page, addresses, "/plan/new");
  await page.getByRole("button", { name: "Make a new plan" }).click();
  await page.getByText("A new plan is being made.").waitFor();
  await visit("plan-making", "/plan", "A new plan is being made.");
  await page.getByRole("button", { name: "Stop making it" }).click();
  await page.getByText("A new plan is being made.").waitFor({ state: "detached" });
  // A plan fails by itself only after hours without an answer.
  await page.route(/\/plans\?limit=50$/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace('"cancelled"', '"failed"');
    await route.fulfill({ response: answer, body });
  });
  await visit("plan-failed", "/plan", "I couldn't finish the new plan.");
  await page.unroute(/\/plans\?limit=50$/);

  await healModel(addresses);
  await open(page, addresses, "/plan");
  await page.getByRole("button", { name: "Ask again for social" }).click();
  await page.getByText("A new plan is ready.").waitFor({ timeout: 60_000 });
  await show("plan-waiting", page);
  await visit("plan-compared", "/plan/new", "What would change");
  await page.getByRole("button", { name: "I don't want this plan" }).click();
  await page.getByRole("dialog").waitFor();
  await show("plan-decline", page);
  await page.getByRole("button", { name: "Keep the offer" }).click();
  await forgetLimits();
  await page.getByRole("button", { name: "Use the new plan" }).click();
  await page.getByText("You took over a new plan.").waitFor();
  await visit("plan", "/plan");
}

async function visitChanged({ page, addresses, show, visit }: Visit): Promise<void> {
  await page.getByRole("main").locator("button[aria-haspopup=menu]").first().click();
  await page.getByRole("menu").waitFor();
  await show("plan-menu", page);
  await page.keyboard.press("Escape");

  await open(page, addresses, "/onboarding/constraints-tools/1");
  await page.getByRole("spinbutton", { name: "Hours per week" }).fill("6");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.waitForURL("**/constraints-tools/2");
  await visit("plan-changed", "/plan", /^You changed .* since this plan\.$/);
  const wish = encodeURIComponent(JSON.stringify({ hours: 2 }));
  await visit("plan-replan", `/plan/replan?wish=${wish}`, /h a week before, 2 h after/);
  await visit("plan-simulator", "/plan/simulator");
  await visit("plan-earlier", "/plan/earlier");
  await page
    .getByRole("listitem")
    .filter({ hasText: / Made / })
    .getByRole("link")
    .first()
    .click();
  await page.getByText("This is an earlier plan, to read only.").waitFor();
  await show("plan-earlier-read", page);
}
