import type { Browser, Page } from "playwright-core";
import { signInWithPlan } from "../planned-owner.ts";
import type { Addresses } from "../product.ts";
import { visitBoard } from "./board.ts";
import { visitCards } from "./cards.ts";
import { visitDesk } from "./desk.ts";
import { visitFirstPlan } from "./first-plan.ts";
import { visitLeaving } from "./leaving.ts";
import { visitLinks } from "./links.ts";
import { visitPlan } from "./plan.ts";
import { visitSettings } from "./settings.ts";
import { visitAsStranger } from "./stranger.ts";
import { visitToday } from "./today.ts";
import { visitCutOff, visitTroubled } from "./trouble.ts";
import { type Show, type Visit, visitorOf } from "./visit.ts";

export const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
] as const;

/**
 * Opens every screen in the states that the product specification names (section 6), of strangers, of owners and of somebody who
 * leaves, and shows each when it has come to rest. Two people are on their way at a time; the model is asked by one of them alone, since
 * what it does next is prepared for whoever asks.
 */
export async function visitScreens(browser: Browser, addresses: Addresses, show: Show): Promise<void> {
  const planned = await signInWithPlan(browser, addresses);
  const be = async (page: Page, ...parts: readonly ((visit: Visit) => Promise<void>)[]) => {
    for (const part of parts) await part(visitorOf(page, addresses, show));
    await page.context().close();
  };
  const stranger = async () => (await browser.newContext()).newPage();
  await Promise.all([
    be(await stranger(), visitFirstPlan, visitPlan, visitBoard, visitDesk, visitCutOff),
    (async () => {
      await be(await stranger(), visitAsStranger, visitLinks);
      await be(await stranger(), visitLeaving);
      await be(planned, visitCards, visitToday, visitSettings, visitTroubled);
    })(),
  ]);
}
