import { randomUUID } from "node:crypto";
import type { CardId } from "@alva/contracts/onboarding-cards";
import { Task } from "@alva/contracts/task";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Addresses } from "./product.ts";

/** Another device of the same owner. */
interface Elsewhere {
  readonly addresses: Addresses;
  readonly authorization: string;
}

/** With what the page asks the api meanwhile: enough to be another device of its owner. */
export async function authorizationOf(page: Page, meanwhile: () => Promise<unknown>): Promise<string> {
  const asking = page.waitForRequest((sent) => sent.headers()["authorization"] !== undefined);
  await meanwhile();
  return (await asking).headers()["authorization"] ?? "";
}

export async function answerElsewhere(
  { addresses, authorization }: Elsewhere,
  { card, answer, skipped = false }: { card: CardId; answer: object; skipped?: boolean },
): Promise<void> {
  const sent = await fetch(`${addresses.api}/onboarding/cards/${card}`, {
    method: "PUT",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ answer, skipped, answered_at: new Date().toISOString() }),
  });
  expect(sent.status).toBe(200);
}

export async function doneElsewhere({ addresses, authorization }: Elsewhere, taskId: string): Promise<void> {
  const answer = await fetch(`${addresses.api}/tasks/${taskId}`, {
    method: "PATCH",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ status: "done", operation_id: randomUUID(), at: new Date().toISOString() }),
  });
  expect(Task.parse(await answer.json()).status).toBe("done");
}
