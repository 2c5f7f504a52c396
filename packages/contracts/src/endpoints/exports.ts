import { PlanBundle } from "../bundle.ts";
import type { Endpoints } from "../endpoint.ts";
import {
  everythingType,
  ExportContent,
  ExportLinkId,
  ExportLinkList,
  ExportToken,
  NewExportLink,
  planExportTypes,
} from "../export.ts";
import { PlanId } from "../plan.ts";

/** What a person can take away as files, and the links to them. */
export const exportsEndpoints = {
  makeExportLink: {
    method: "POST",
    path: "/exports",
    summary: "Make a link to a plan as a file, or to everything as one ZIP file",
    description:
      "The address is answered this once. For 24 hours whoever has it can read the file, which is written when it is read. " +
      "A person has at most ten links; one more ends the oldest.",
    tag: "Exports",
    access: "bearer",
    body: ExportContent,
    replies: { 201: { description: "The link and its secret address.", body: NewExportLink } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
  listExportLinks: {
    method: "GET",
    path: "/exports",
    summary: "The links that work, newest first, without their addresses",
    tag: "Exports",
    access: "bearer",
    replies: { 200: { description: "All of them; there are at most ten.", body: ExportLinkList } },
    problems: ["dependency_unavailable"],
  },
  endExportLink: {
    method: "DELETE",
    path: "/exports/:id",
    summary: "End a link at once",
    tag: "Exports",
    access: "bearer",
    params: ExportLinkId,
    replies: { 204: { description: "Nothing is at its address any more." } },
    problems: ["not_found", "dependency_unavailable"],
  },
  readExport: {
    method: "GET",
    path: "/exports/files/:token",
    summary: "The file that a link leads to, for whoever has its address",
    description:
      "As things are now. In the CSV, what a spreadsheet would run as a formula begins with an apostrophe; in the PDF, a " +
      "character of a script that its typeface lacks is a box. Everything is JSON of the profile with its versions, of the " +
      "answers to the cards, of each plan with its tasks, steps and events, and of each draft; Markdown of each ready plan; " +
      "the uploaded files as they are.",
    tag: "Exports",
    access: "open",
    params: ExportToken,
    replies: {
      200: { description: "The file.", contentType: [...Object.values(planExportTypes), everythingType] },
    },
    problems: ["not_found", "rate_limited", "dependency_unavailable"],
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
} as const satisfies Endpoints;
