import type { Page } from "playwright-core";

/** Where a message to the desk is written. */
export const field = (page: Page) => page.getByLabel("Ask, or say what to change");

/** Waits until the conversation has this in it. */
export const expectSaid = (page: Page, text: string | RegExp) =>
  page.getByRole("region", { name: "Conversation" }).getByText(text).last().waitFor();

/** Sends a message; while an answer is written, that waits. */
export async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole("button", { name: "Send" }).waitFor();
  await field(page).fill(question);
  await field(page).press("Enter");
}
