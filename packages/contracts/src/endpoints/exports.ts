import type { Endpoints } from "../endpoint.ts";
import { PlanBundle } from "../bundle.ts";
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
  getPlanBundle: {
    method: "GET",
    path: "/plans/:id/bundle",
    summary: "A plan with all that led to it, to be merged again",
    description:
      "The profile, the model's answers with their hashes, the modules made of them, the fixed tasks and the log. " +
      "`pnpm plan:replay` merges it again and says whether the same plan comes out.",
    tag: "Exports",
    access: "bearer",
    params: PlanId,
    replies: { 200: { description: "The bundle.", body: PlanBundle } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
  exportEverything: {
    method: "GET",
    path: "/export",
    summary: "Everything a person has, as one ZIP file",
    description:
      "JSON of the profile with its versions, of the answers to the cards, of each plan with its tasks, steps and events, and of " +
      "each draft; Markdown of each ready plan. The uploaded files as they are.",
    tag: "Exports",
    access: "bearer",
    replies: { 200: { description: "The file.", contentType: "application/zip" } },
    problems: ["not_found", "dependency_unavailable"],
  },
} as const satisfies Endpoints;
