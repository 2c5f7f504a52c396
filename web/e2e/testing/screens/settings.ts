import { refuse } from "../refusals.ts";
import type { Visit } from "./visit.ts";

/** The settings, a calendar feed that is on, and a file that was made or could not be. */
export async function visitSettings({ page, addresses, show, visit }: Visit): Promise<void> {
  for (const name of ["profile", "plan", "notifications", "account", "sessions", "calendar"]) {
    await visit(`settings-${name}`, `/settings/${name}`);
  }
  const feed = page.getByRole("region", { name: "Calendar feed" });
  await feed.getByRole("button", { name: "Make the address" }).click();
  await feed.getByRole("button", { name: "Give it a new address" }).waitFor();
  await show("settings-calendar-on", page);

  await visit("settings-export", "/settings/export");
  await page.getByRole("button", { name: "Markdown", exact: true }).click();
  await page.getByText(/^Its link works until/).waitFor();
  await show("settings-export-ready", page);
  await refuse(page, addresses, {
    path: new RegExp(`^${addresses.api}/exports$`),
    only: (request) => request.method() === "POST",
    status: 503,
    code: "dependency_unavailable",
    detail: "I couldn't read your things just now; they are safe.",
    times: 1,
  });
  await page.getByRole("button", { name: "Download everything" }).click();
  await page.getByText("I couldn't read your things just now").first().waitFor();
  await show("settings-export-failed", page);
}
