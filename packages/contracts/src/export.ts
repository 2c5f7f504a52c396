import * as z from "zod";

/** What a plan can be taken away as: a document, a spreadsheet's table, or events for a calendar. */
export const PlanExportFormat = z.enum(["md", "csv", "ics"]);
export type PlanExportFormat = z.infer<typeof PlanExportFormat>;

/** Content types of the formats, all in UTF-8. */
export const planExportTypes = {
  md: "text/markdown; charset=utf-8",
  csv: "text/csv; charset=utf-8; header=present",
  ics: "text/calendar; charset=utf-8",
} as const satisfies Record<PlanExportFormat, string>;

/** Query of a plan's export. */
export const PlanExportQuery = z.strictObject({ format: PlanExportFormat });
