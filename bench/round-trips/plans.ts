import { randomUUID } from "node:crypto";
import { isFinal } from "@alva/contracts/plan";
import type { Person } from "../../e2e/product.ts";
import { type Counting, refused } from "./counter.ts";

/** Making a plan from the stored profile, looking at it and taking it away. Resolves with its id. */
export async function countPlans({ count, product: { stack }, person: { api } }: Counting): Promise<string> {
  const clientProfile = await api.getProfile();
  // Publishing is left for after the answer, and is not to be over before it is counted.
  stack.qstash.faults.add({ kind: "delay", delayMs: 300, path: "/v2/batch" });
  const { id } = await count("POST /plans/generate", 1, () =>
    api.generatePlan({ clientProfile }, { idempotencyKey: randomUUID() }),
  );
  await untilFinal(api, id);
  await count("GET /plans", 1, () => api.listPlans());
  const { custom_plan } = await count("GET /plans/:id", 1, () => api.getPlan(id));
  await count("GET /plans/:id/status", 1, () => api.getPlanStatus(id));
  await count("GET /plans/:id/events (finished)", 1, () => untilFinal(api, id));
  await count("POST /plans/:id/cancel (finished)", 1, () => refused(api.cancelPlan(id), "state_conflict"));
  await count("POST /plans/:id/steps/:step/retry (nothing to retry)", 1, () =>
    refused(api.retryStep(id, "strategy"), "state_conflict"),
  );
  await count("GET /plans/:id/ledger", 1, () => api.ledger(id));
  await count("GET /plans/:id/reasons", 1, () => api.reasons(id));
  const measure = custom_plan?.kpis[0]?.name ?? "";
  await count("PUT /plans/:id/measures", 1, () =>
    api.logMeasure(id, { operation_id: randomUUID(), measure, value: "12" }),
  );
  await count("GET /plans/:id/measures", 1, () => api.measuredValues(id));
  await count("GET /plans/:id/bundle", 1, () => api.getPlanBundle(id));
  const link = await count("POST /exports", 1, () =>
    api.makeExportLink({ what: "plan", plan_id: id, format: "ics" }),
  );
  await count("GET /exports/files/:token (a plan)", 1, () => fetch(link.address));
  const whole = await api.makeExportLink({ what: "everything" });
  await count("GET /exports/files/:token (everything)", 1, () => fetch(whole.address));
  await count("GET /exports", 1, () => api.listExportLinks());
  await count("DELETE /exports/:id", 1, () => api.endExportLink(link.id));
  const { address } = await count("POST /calendar-feed", 1, () => api.renewCalendarFeed());
  await count("GET /calendar-feed", 1, () => api.getCalendarFeed());
  await count("PATCH /calendar-feed", 1, () => api.changeCalendarFeed({ private: true }));
  await count("GET /calendar/:file", 1, () => fetch(address));
  await count("DELETE /calendar-feed", 1, () => api.deleteCalendarFeed());
  return id;
}

/** Resolves when a plan's status is final. */
export async function untilFinal(api: Person["api"], id: string): Promise<void> {
  for await (const { status } of api.planEvents(id)) if (isFinal(status.state)) return;
}
