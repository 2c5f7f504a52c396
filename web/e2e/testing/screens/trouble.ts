import { addTask } from "../board.ts";
import { refuse } from "../refusals.ts";
import { endSession, withhold } from "../trouble.ts";
import { open, type Visit } from "./visit.ts";

/** The same owner in a browser that has kept nothing, where something is late or does not arrive. */
export async function visitTroubled({ page, addresses, show }: Visit): Promise<void> {
  const storageState = await page.context().storageState();
  const context = await page.context().browser()?.newContext({ storageState, serviceWorkers: "block" });
  if (context === undefined) throw new TypeError("A browser's own context cannot be copied.");
  const troubled = await context.newPage();
  await refuse(troubled, addresses, {
    path: new RegExp(`^${addresses.api}/dashboard$`),
    status: 429,
    code: "rate_limited",
    detail: "That was a lot at once.",
    retryAfterSeconds: 30,
  });
  await troubled.goto(`${addresses.web}/home`);
  await troubled.getByRole("button", { name: "Try again" }).waitFor();
  await show("home-refused", troubled);
  await withhold(troubled, "No task fits these filters.");
  await troubled.goto(`${addresses.web}/board`);
  await troubled.getByRole("heading", { name: "This page broke" }).waitFor();
  await show("broken", troubled);
  await troubled.unrouteAll({ behavior: "ignoreErrors" });

  await troubled.clock.install();
  await troubled.route(`${addresses.api}/dashboard`, () => undefined);
  await troubled.goto(`${addresses.web}/home`);
  await troubled.locator("main [aria-busy] [aria-hidden]").first().waitFor();
  await troubled.clock.fastForward(8000);
  await troubled.getByText("Still working on it.").waitFor();
  await show("home-slow", troubled);
  await troubled.clock.fastForward(12_000);
  await troubled.getByText("This takes too long.").waitFor();
  await show("home-too-slow", troubled);
  // The other window goes on with the session that this one has renewed.
  await page.context().addCookies(await context.cookies());
  await context.close();
}

/** Without a connection, and after a session has ended. */
export async function visitCutOff({ page, addresses, show }: Visit): Promise<void> {
  await open(page, addresses, "/home");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  for (const [path, shown] of [
    ["/plan", "13 weeks"],
    ["/board", /^Planned \d/],
    ["/desk", /not on this device yet/],
    ["/quick-wins", "Today"],
    ["/plan/replan", /not on this device yet/],
    ["/settings/export", "Everything"],
  ] as const) {
    await page.goto(addresses.web + path);
    await page.getByText("You're offline. Changes are saved on this device.").waitFor();
    await page.getByRole("main").getByText(shown).first().waitFor();
    if (path === "/board") await addTask(page, "Call the gift shop");
    await show(`offline${path.replaceAll("/", "-")}`, page);
  }
  await page.goto(`${addresses.web}/onboarding/brand-clarity/1`);
  await page.getByLabel(/Business name/).fill("Wick & Wax & Co");
  await page.getByText("Offline. Kept on this device").waitFor();
  await show("offline-card", page);
  await page.context().setOffline(false);
  await page.clock.install();
  await open(page, addresses, "/home");
  await endSession(page);
  await show("session-ended", page);
}
