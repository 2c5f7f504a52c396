import { Dashboard } from "@alva/contracts/dashboard";
import type { Task } from "@alva/contracts/task";
import type { Page } from "playwright-core";
import type { Addresses } from "./product.ts";

/** Lets the day be another one than it is: the server's answer, with these changes. */
export async function letItBe(
  page: Page,
  { api }: Addresses,
  change: (dashboard: Dashboard) => Partial<Dashboard>,
): Promise<void> {
  await page.route(`${api}/dashboard`, async (route) => {
    const answer = await route.fetch();
    const dashboard = Dashboard.parse(await answer.json());
    await route.fulfill({ response: answer, json: { ...dashboard, ...change(dashboard) } });
  });
}

/** A day of the plan's first week, with this win, if any. */
export const weekday = ({ plan, streak }: Dashboard, quick_win: Task | null): Partial<Dashboard> => ({
  today: plan.window_start,
  plan: { ...plan, week: 1 },
  quick_win,
  streak: { ...streak, days: streak.days.map(({ date }) => ({ date, state: "neutral" })) },
});
