import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { type PlanExportFormat, planExportTypes } from "@alva/contracts/export";
import { writeArchive } from "@alva/planning/exports/archive";
import { isInPlan } from "@alva/planning/exports/in-plan";
import { writeLedger } from "@alva/planning/ledger/ledger";
import type { LedgerSource } from "@alva/planning/ledger/source";
import { planCalendar } from "@alva/planning/exports/plan-calendar";
import { planCsv } from "@alva/planning/exports/plan-csv";
import { planMarkdown } from "@alva/planning/exports/plan-markdown";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { params, query } from "@alva/http/validate";
import { Hono } from "hono";
import type { Ports } from "../ports.ts";
import { planPdf } from "../plan-pdf.ts";
import { findEverything } from "../queries/archive.ts";
import { type ExplainedPlan, findExplainedPlan } from "../queries/ledger.ts";
import { findPlanBundle } from "../queries/plan-bundle.ts";

const { exportPlan, exportEverything, getPlanBundle } = apiEndpoints;

/** What a person can take away as files. */
export function exportRoutes({ db, files, config }: Ports) {
  return new Hono<BearerEnv>()
    .get(exportEverything.path, async (c) => {
      const userId = c.get("caller").sub;
      const everything = await findEverything(db, userId);
      if (!everything) throw new ApiError("not_found", "You have nothing to export yet.");
      const bytes = await files.readAll(everything.uploads.map(({ id }) => ({ userId, id })));
      return c.body(writeArchive({ ...everything, files: bytes }), 200, {
        "Content-Type": exportEverything.replies[200].contentType,
        "Content-Disposition": 'attachment; filename="alva-export.zip"',
      });
    })
    .get(getPlanBundle.path, params(getPlanBundle.params), async (c) => {
      const planId = c.req.valid("param").id;
      const bundle = await findPlanBundle(db, { userId: c.get("caller").sub, planId });
      if (bundle === undefined) throw new ApiError("not_found", "You have no plan with this id.");
      if (bundle === null) {
        throw new ApiError("state_conflict", "This plan is not ready, so there is nothing to merge again.");
      }
      return c.json(bundle, 200, {
        "Content-Disposition": `attachment; filename="alva-plan-${planId}.json"`,
      });
    })
    .get(exportPlan.path, params(exportPlan.params), query(exportPlan.query), async (c) => {
      const { format } = c.req.valid("query");
      const planId = c.req.valid("param").id;
      const found = await findExplainedPlan(db, { userId: c.get("caller").sub, planId });
      if (!found) throw new ApiError("not_found", "You have no plan with this id.");
      const { source } = found;
      if (!source) {
        throw new ApiError("state_conflict", "This plan is not ready, so there is nothing to export.");
      }
      return c.body(write[format]({ ...found, source, webOrigin: config.webOrigin }), 200, {
        "Content-Type": planExportTypes[format],
        // No text of its owner is in the name, so none needs escaping.
        "Content-Disposition": `attachment; filename="alva-plan-${source.masterPlan.plan.window_start}.${format}"`,
      });
    });
}

interface Exported extends ExplainedPlan {
  readonly source: LedgerSource;
  readonly webOrigin: string;
}

const write: Readonly<Record<PlanExportFormat, (exported: Exported) => string | Uint8Array<ArrayBuffer>>> = {
  md: ({ source }) => planMarkdown({ ...source, ledger: writeLedger(source) }),
  pdf: ({ plan, source }) => planPdf({ plan, masterPlan: source.masterPlan }),
  csv: ({ source }) => planCsv(source.masterPlan.tasks),
  ics: ({ plan, tasks, webOrigin }) =>
    planCalendar({
      name: "Alva",
      isPrivate: false,
      decidedAt: null,
      clientId: plan.profile.client_id,
      webOrigin,
      tasks: tasks.filter(isInPlan).map((task) => ({ task, leftAt: null })),
    }),
};
