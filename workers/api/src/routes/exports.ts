import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { type PlanExportFormat, planExportTypes } from "@alva/contracts/export";
import type { MasterPlan } from "@alva/contracts/master-plan";
import { writeArchive } from "@alva/planning/exports/archive";
import { isInPlan } from "@alva/planning/exports/in-plan";
import { planCalendar } from "@alva/planning/exports/plan-calendar";
import { planCsv } from "@alva/planning/exports/plan-csv";
import { planMarkdown } from "@alva/planning/exports/plan-markdown";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { params, query } from "@alva/http/validate";
import { Hono } from "hono";
import type { Ports } from "../ports.ts";
import { findEverything } from "../queries/archive.ts";
import { findPlanWithTasks, type PlanWithTasks } from "../queries/plans.ts";

const { exportPlan, exportEverything } = apiEndpoints;

/** What a person can take away as files. */
export function exportRoutes({ db, config }: Ports) {
  return new Hono<BearerEnv>()
    .get(exportEverything.path, async (c) => {
      const everything = await findEverything(db, c.get("caller").sub);
      if (!everything) throw new ApiError("not_found", "You have nothing to export yet.");
      return c.body(writeArchive(everything), 200, {
        "Content-Type": exportEverything.replies[200].contentType,
        "Content-Disposition": 'attachment; filename="alva-export.zip"',
      });
    })
    .get(exportPlan.path, params(exportPlan.params), query(exportPlan.query), async (c) => {
      const { format } = c.req.valid("query");
      const planId = c.req.valid("param").id;
      const found = await findPlanWithTasks(db, { userId: c.get("caller").sub, planId });
      if (!found) throw new ApiError("not_found", "You have no plan with this id.");
      const masterPlan = found.plan.master_plan;
      if (!masterPlan) {
        throw new ApiError("state_conflict", "This plan is not ready, so there is nothing to export.");
      }
      return c.body(write[format]({ ...found, masterPlan, webOrigin: config.webOrigin }), 200, {
        "Content-Type": planExportTypes[format],
        // No text of its owner is in the name, so none needs escaping.
        "Content-Disposition": `attachment; filename="alva-plan-${masterPlan.plan.window_start}.${format}"`,
      });
    });
}

interface Exported extends PlanWithTasks {
  readonly masterPlan: MasterPlan;
  readonly webOrigin: string;
}

const write: Readonly<Record<PlanExportFormat, (exported: Exported) => string>> = {
  md: ({ plan, masterPlan }) => planMarkdown({ customPlan: plan.custom_plan, masterPlan }),
  csv: ({ masterPlan }) => planCsv(masterPlan.tasks),
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
