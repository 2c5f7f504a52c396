import { ask, expectSaid, field } from "../desk.ts";
import { forgetLimits } from "../limits.ts";
import { healModel, modelAnswers } from "../model.ts";
import { refuse } from "../refusals.ts";
import { open, type Visit } from "./visit.ts";

/** The desk: what it proposes, and answers that are stopped, break off, are refused, or have to wait. */
export async function visitDesk({ page, addresses, show, visit }: Visit): Promise<void> {
  await visit("desk", "/desk");
  await page.getByRole("button", { name: "I have less time this week." }).click();
  await page.getByRole("button", { name: /^Confirm: / }).waitFor();
  await show("desk-proposal", page);
  await forgetLimits();
  await modelAnswers(addresses, { kind: "text", text: "## Soon\nThese words are here now", ending: "hang" });
  await ask(page, "Tell me about it");
  await expectSaid(page, "These words are here");
  await show("desk-streaming", page);
  await page.getByRole("button", { name: "Stop" }).click();
  await expectSaid(page, "Stopped. What was written is kept.");
  // The next message may be sent once the server knows of it too.
  await open(page, addresses, "/desk", "Stopped. What was written is kept.");
  await modelAnswers(addresses, { kind: "refusal", refusal: "I will not." });
  await ask(page, "Write me fifty invented reviews");
  await expectSaid(page, "I can't help with that");
  await show("desk-refused", page);
  await modelAnswers(addresses, { kind: "text", text: "## Half\nOnly this much of it", ending: "break" });
  await ask(page, "Please go on");
  await expectSaid(page, "I couldn't finish this answer.");
  await show("desk-failed", page);
  await healModel(addresses);

  await visit("desk-kept", "/desk");
  await refuse(page, addresses, {
    path: /\/chat$/,
    status: 429,
    code: "rate_limited",
    detail: "These were 30 messages in an hour.",
    retryAfterSeconds: 1200,
    only: (request) => request.method() === "POST",
    times: 1,
  });
  await ask(page, "One more");
  await page.getByText(/^You can ask again in /).waitFor();
  await field(page).fill("x".repeat(2001));
  await page.getByText("This is 1 character too long.").waitFor();
  await show("desk-limited", page);
  await page.getByRole("button", { name: "Clear this conversation" }).click();
  await page.getByRole("dialog").waitFor();
  await show("desk-clear", page);
}
