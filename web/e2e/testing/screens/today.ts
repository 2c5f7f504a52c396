import type { Dashboard } from "@alva/contracts/dashboard";
import { letItBe, weekday } from "../dashboard.ts";
import type { Visit } from "./visit.ts";

const over = (now: Dashboard) => ({ ...weekday(now, null), today: "2099-01-01", next_quick_win: null });

const days: readonly (readonly [
  name: string,
  path: string,
  says: string,
  change: (now: Dashboard) => Partial<Dashboard>,
])[] = [
  ["home-before", "/home", "Want a head start?", (now) => ({ ...weekday(now, null), today: "2020-01-01" })],
  ["home-behind", "/home", "5 tasks are past their date.", () => ({ overdue: 5 })],
  ["home-ended", "/home", "Your 13 weeks are over.", over],
  [
    "quick-wins-none",
    "/quick-wins",
    "You gave me 0 hours.",
    (now) => ({ ...weekday(now, null), week_minutes: { planned: 0, used: 0, capacity: 0 } }),
  ],
  ["quick-wins-ended", "/quick-wins", "No quick win is left in this plan.", over],
];

/** Home and the quick wins on this day and on others, and the landing page for who is signed in. */
export async function visitToday({ page, addresses, show, visit }: Visit): Promise<void> {
  await visit("landing-signed-in", "/", "Open my plan");
  await visit("home", "/home");
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menu").waitFor();
  await show("account-menu", page);
  await visit("quick-wins", "/quick-wins");
  await page.getByRole("button", { name: "Mark done" }).click();
  await page.getByText(/^Done: /).waitFor();
  await show("quick-wins-done", page);
  for (const [name, path, says, change] of days) {
    await letItBe(page, addresses, change);
    await visit(name, path, says);
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }
}
