import type { Browser } from "playwright-core";
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
import { beVisitor, type Show, type Visit } from "./visit.ts";

export const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
] as const;

/**
 * Opens every screen in the states that the product specification names (section 6), of strangers, of an owner and of somebody who
 * leaves, and shows each when it has come to rest. Two people at a time.
 */
export async function visitScreens(browser: Browser, addresses: Addresses, show: Show): Promise<void> {
  const be = (person: (visit: Visit) => Promise<void>) => beVisitor({ browser, addresses, show }, person);
  const strangers = async () => {
    await be(async (visit) => {
      await visitAsStranger(visit);
      await visitLinks(visit);
    });
    await be(visitLeaving);
  };
  const owner = () =>
    be(async (visit) => {
      await visitFirstPlan(visit);
      await visitCards(visit);
      await visitPlan(visit);
      await visitToday(visit);
      await visitSettings(visit);
      await visitBoard(visit);
      await visitDesk(visit);
      await visitTroubled(visit);
      await visitCutOff(visit);
    });
  await Promise.all([strangers(), owner()]);
}
