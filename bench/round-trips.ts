import { randomUUID } from "node:crypto";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { consultancy } from "../e2e/consultancy.ts";
import { printErrors, startProduct } from "../e2e/product.ts";
import { countAccounts } from "./round-trips/accounts.ts";
import { countBoard } from "./round-trips/board.ts";
import { createCounter, settled } from "./round-trips/counter.ts";
import { countDesk } from "./round-trips/desk.ts";
import { countNotifications } from "./round-trips/notifications.ts";
import { countPlanChanges } from "./round-trips/plan-changes.ts";
import { countPlans } from "./round-trips/plans.ts";
import { countProfile } from "./round-trips/profile.ts";
import type { Figure } from "./table.ts";

/**
 * Requests to the database that each endpoint makes before it answers, counted at the Neon stand-in on the built
 * workers. What a request leaves for after its answer is counted on its own. The budget is one, and two where a decision
 * says why.
 */
export async function roundTripFigures(): Promise<Figure[]> {
  const product = await startProduct({ answer: answerOffline, log: printErrors });
  try {
    const { count, figures } = createCounter(product.stack);
    await countAccounts({ count, product, person: await product.signIn() });

    const counting = { count, product, person: await product.signIn() };
    await countProfile(counting);
    const planId = await countPlans(counting);
    await countNotifications(counting);
    await countBoard(counting);
    await countDesk(counting);
    await countPlanChanges(counting, planId);

    // The request, its mark as sent, one delivery each for the strategy and four modules, and the merge.
    const fresh = await product.signIn();
    await count("a whole plan, 4 modules, all requests", 8, async () => {
      const accepted = await fresh.api.generatePlan(
        { clientProfile: consultancy },
        { idempotencyKey: randomUUID() },
      );
      await settled(product.stack);
      return accepted;
    });
    return figures;
  } finally {
    await product.close();
  }
}
