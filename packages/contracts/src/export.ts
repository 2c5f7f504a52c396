import * as z from "zod";

/** What a plan can be taken away as: a document to edit or to print, a spreadsheet's table, or events for a calendar. */
export const PlanExportFormat = z.enum(["md", "pdf", "csv", "ics"]);
export type PlanExportFormat = z.infer<typeof PlanExportFormat>;

/** Content types of the formats; texts are in UTF-8. */
export const planExportTypes = {
  md: "text/markdown; charset=utf-8",
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8; header=present",
  ics: "text/calendar; charset=utf-8",
} as const satisfies Record<PlanExportFormat, string>;

/** Query of a plan's export. */
export const PlanExportQuery = z.strictObject({ format: PlanExportFormat });
