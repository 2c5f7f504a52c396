import { TaskWrites } from "@alva/contracts/task-writes";
import type { Page, Request } from "playwright-core";
import { expect } from "vitest";
import type { Addresses } from "./product.ts";

/** Opens the board in this tab and waits for its columns, as they are now: those that the device kept may be older. */
export async function openBoard(page: Page, addresses: Addresses): Promise<void> {
  const answering = page.waitForResponse(
    (response) => new URL(response.url()).pathname === "/tasks" && response.request().method() === "GET",
  );
  await page.goto(`${addresses.web}/board`);
  await answering;
  await page.getByRole("heading", { name: /^Planned \d/ }).waitFor();
}

/** A column of the board, by its name. */
export const column = (page: Page, name: string) =>
  page.getByRole("region", { name: new RegExp(`^${name} \\d+$`) });

export const cards = (page: Page, name: string) => column(page, name).getByRole("article");

/** How many tasks a column has, drawn or not. */
export async function countOf(page: Page, name: string): Promise<number> {
  const heading = await column(page, name).getByRole("heading", { level: 2 }).textContent();
  return Number(/\d+$/.exec(heading ?? "")?.[0]);
}

/** The title of a column's first task. */
export const titleOf = async (page: Page, name: string): Promise<string> =>
  (await cards(page, name).first().getByRole("link").textContent()) ?? "";

export const expectIn = (page: Page, name: string, title: string): Promise<void> =>
  column(page, name).getByRole("link", { name: title, exact: true }).first().waitFor();

export const expectCount = (page: Page, name: string, count: number): Promise<void> =>
  expect.poll(() => countOf(page, name)).toBe(count);

/** What a tab sends of what waited in it: the kinds of the writes in each request. */
export function followWrites(page: Page): (readonly string[])[] {
  const sent: (readonly string[])[] = [];
  page.on("request", (request) => {
    if (!isWriting(request)) return;
    sent.push(TaskWrites.parse(request.postDataJSON()).writes.map(({ kind }) => kind));
  });
  return sent;
}

/** Whether a request sends what waited. */
export const isWriting = (request: Request): boolean =>
  request.method() === "POST" && new URL(request.url()).pathname === "/tasks/writes";

/** Fills the dialog for a task of the owner's own in, and closes it so. */
export async function addTask(page: Page, title: string, due?: string): Promise<void> {
  await page.getByRole("button", { name: "Add a task" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a task" });
  await dialog.getByLabel("Title").fill(title);
  if (due !== undefined) await dialog.getByLabel("Due").fill(due);
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.waitFor({ state: "detached" });
}
