import { cards, expectIn, openBoard, titleOf } from "../board.ts";
import { authorizationOf, doneElsewhere } from "../elsewhere.ts";
import { healModel, modelFails } from "../model.ts";
import { open, type Visit } from "./visit.ts";

/** The board, the panel of a task, and what can be done with one or many. */
export async function visitBoard(visit: Visit): Promise<void> {
  await visitTask(visit);
  await visitMany(visit);
  await visitOwnTask(visit);
  await visitConflict(visit);
}

async function visitTask({ page, addresses, show, visit }: Visit): Promise<void> {
  await visit("board", "/board");
  await page.getByRole("button", { name: "Move to…" }).first().click();
  await page.getByRole("menu").waitFor();
  await show("board-menu", page);
  await page.keyboard.press("Escape");
  await page.getByRole("main").getByRole("article").getByRole("link").first().click();
  const panel = page.getByRole("dialog");
  await panel.waitFor();
  await show("task", page);
  await panel.getByRole("button", { name: "Not for me", exact: true }).click();
  await panel.getByLabel(/^Why not/).waitFor();
  await show("task-refuse", page);
  await panel.getByRole("button", { name: "Cancel" }).click();
  await panel.getByRole("button", { name: "Draft it for me" }).click();
  await panel.getByRole("heading", { name: /passed my checks|checks did not pass/ }).waitFor();
  await show("task-draft", page);
  await modelFails(addresses, { kind: "status", status: 403, path: "/chat/completions" });
  await panel.getByRole("button", { name: "Draft it again" }).click();
  await panel.getByText("The draft did not come about.").waitFor();
  await show("task-draft-failed", page);
  await healModel(addresses);
  await panel.getByRole("button", { name: "Start" }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await panel.getByText("History").click();
  await panel.getByText("Planned to In progress").waitFor();
  await show("task-history", page);
  await visit("task-missing", "/board/tsk_0000000000", "It may have been deleted");
}

async function visitMany({ page, addresses, show, visit }: Visit): Promise<void> {
  await visit("board-no-match", "/board?text=no+such+words&quick=1");
  await page.route(/\/tasks\?/, (route) => route.fulfill({ json: { items: [], next_cursor: null } }));
  await visit("board-empty", "/board", "There are no tasks.");
  await page.unroute(/\/tasks\?/);
  await open(page, addresses, "/board");
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page
    .getByRole("checkbox", { name: /^Select / })
    .first()
    .check();
  await show("board-selected", page);
}

async function visitOwnTask({ page, addresses, show }: Visit): Promise<void> {
  await open(page, addresses, "/board");
  await page.getByRole("button", { name: "Add a task" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a task" });
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByText("This is required.").waitFor();
  await show("board-add", page);
  await dialog.getByLabel("Title").fill("Call the gift shop");
  await dialog.getByLabel("Minutes").fill("45");
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByLabel("Find").fill("gift shop");
  await page.getByRole("link", { name: "Call the gift shop" }).click();
  await page.getByRole("dialog", { name: "Call the gift shop" }).waitFor();
  await show("task-own", page);
}

/** What another device did later stands, and is told. */
async function visitConflict({ page, addresses, show }: Visit): Promise<void> {
  const authorization = await authorizationOf(page, () => openBoard(page, addresses));
  const title = await titleOf(page, "Planned");
  const card = cards(page, "Planned").first();
  const id = (await card.getByRole("link").getAttribute("data-card")) ?? "";
  await page.context().setOffline(true);
  await page.getByText("You're offline.").first().waitFor();
  await card.getByRole("button", { name: /^Move to…/ }).click();
  await page.getByRole("menuitem", { name: "Parked" }).click();
  await expectIn(page, "Parked", title);
  await doneElsewhere({ addresses, authorization }, id);
  await page.context().setOffline(false);
  await page.getByRole("alert").filter({ hasText: "was changed later on another device" }).waitFor();
  await show("board-conflict", page);
}
