import type { Endpoints } from "../endpoint.ts";
import { PlanExportQuery, planExportTypes } from "../export.ts";
import { PlanId } from "../plan.ts";

/** What a person can take away as files. */
export const exportsEndpoints = {
  exportPlan: {
    method: "GET",
    path: "/plans/:id/export",
    summary: "A plan as a file: Markdown, PDF, CSV or iCalendar",
    description:
      "Tasks as they are now. In the CSV, what a spreadsheet would run as a formula begins with an apostrophe; in the PDF, a " +
      "character of a script that its typeface lacks is a box.",
    tag: "Exports",
    access: "bearer",
    params: PlanId,
    query: PlanExportQuery,
    replies: { 200: { description: "The file.", contentType: Object.values(planExportTypes) } },
    problems: ["not_found", "state_conflict", "validation_failed", "dependency_unavailable"],
  },
  exportEverything: {
    method: "GET",
    path: "/export",
    summary: "Everything a person has, as one ZIP file",
    description:
      "JSON of the profile with its versions, and of each plan with its tasks, steps and events; Markdown of each ready plan. " +
      "Without a profile there is nothing to export.",
    tag: "Exports",
    access: "bearer",
    replies: { 200: { description: "The file.", contentType: "application/zip" } },
    problems: ["not_found", "dependency_unavailable"],
  },
} as const satisfies Endpoints;
