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

/** Content type of the export of everything. */
export const everythingType = "application/zip";

/** What an export has: everything of a person, or one of their plans in one format. */
export const ExportContent = z
  .discriminatedUnion("what", [
    z.strictObject({ what: z.literal("everything") }),
    z.strictObject({ what: z.literal("plan"), plan_id: z.uuid(), format: PlanExportFormat }),
  ])
  .meta({ id: "ExportContent" });
export type ExportContent = z.infer<typeof ExportContent>;

/** How long a link to an export leads anywhere, in seconds: 24 hours (product specification, 6.13). */
export const exportLinkSeconds = 24 * 3600;

/** How many links of a person work at once; one more ends the oldest. */
export const exportLinksPerPerson = 10;

/** A link to an export, without its address. */
export const ExportLink = z
  .object({
    id: z.uuid(),
    content: ExportContent,
    created_at: z.iso.datetime(),
    ends_at: z.iso.datetime().describe("From then on nothing is at its address"),
  })
  .meta({ id: "ExportLink" });
export type ExportLink = z.infer<typeof ExportLink>;

/** A link just made, with its address, which is a secret. It is answered once and cannot be read again. */
export const NewExportLink = ExportLink.extend({ address: z.url() }).meta({ id: "NewExportLink" });
export type NewExportLink = z.infer<typeof NewExportLink>;

/** A person's links that work, newest first. */
export const ExportLinkList = z
  .object({ items: z.array(ExportLink).max(exportLinksPerPerson) })
  .meta({ id: "ExportLinkList" });

/** Path of one link, for its owner. */
export const ExportLinkId = z.object({ id: z.uuid() });

/** The path parameter of an export's file: the link's secret, 256 bits as base64url. */
export const ExportToken = z.object({ token: z.string().regex(/^[\w-]{43}$/) });
