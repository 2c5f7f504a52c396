import { randomUUID } from "node:crypto";
import type { Counting } from "./counter.ts";
import { untilFinal } from "./plans.ts";

/** What fits a plan to other means, brings back what it left out, puts another in its place, and undoes that. */
export async function countPlanChanges(
  { count, product: { stack }, person: { api } }: Counting,
  planId: string,
): Promise<void> {
  await count("POST /simulate", 1, () => api.simulate({ hours: 1 }));

  const wish = { hours: 1 };
  const preview = await count("POST /plans/:id/replan (preview)", 1, () => api.previewReplan(planId, wish));
  // Reading and writing are held together by a revision: decision 12.
  const replanned = await count("POST /plans/:id/replan (applied)", 2, () =>
    api.applyReplan(planId, wish, { operation_id: randomUUID(), revision: preview.revision }),
  );
  const line = (await api.ledger(replanned.id, { limit: 200 })).items.find(
    ({ action }) => action === "restore",
  );
  if (!line) throw new Error("an hour a week left nothing out that could be put back");
  // Reads, then writes: decision 17.
  await count("POST /plans/:id/ledger/:line/restore", 2, () =>
    api.restoreTasks({ id: replanned.id, line: line.id }, { operation_id: randomUUID() }),
  );
  await count("POST /plans/:id/undo", 1, () => api.undoPlan(replanned.id, { operation_id: randomUUID() }));

  stack.qstash.faults.add({ kind: "delay", delayMs: 300, path: "/v2/batch" });
  const unwanted = await api.regeneratePlan(planId, { idempotencyKey: randomUUID() });
  await untilFinal(api, unwanted.id);
  await count("POST /plans/:id/put-aside", 1, () => api.putPlanAside(unwanted.id));
  await count("POST /plans/:id/answers/put-aside", 1, () =>
    api.putAnswersAside(planId, { until: new Date().toISOString() }),
  );
  await count("POST /plans/:id/decline", 1, () => api.declinePlan(unwanted.id));

  stack.qstash.faults.add({ kind: "delay", delayMs: 300, path: "/v2/batch" });
  const proposed = await count("POST /plans/:id/regenerate", 1, () =>
    api.regeneratePlan(planId, { idempotencyKey: randomUUID() }),
  );
  await untilFinal(api, proposed.id);
  const { revision } = await count("GET /plans/:id/diff/:other", 1, () =>
    api.comparePlans(planId, proposed.id),
  );
  // As a re-plan is: decision 12.
  await count("POST /plans/:id/apply", 2, () =>
    api.applyPlan(proposed.id, { operation_id: randomUUID(), revision: revision ?? "" }),
  );
}
