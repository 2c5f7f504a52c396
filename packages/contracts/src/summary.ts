import * as z from "zod";
import { CardId } from "./onboarding-cards.ts";

const SummaryItem = z.object({
  label: z.string(),
  answer: z.string().nullable().describe("In words; null is shown as not answered"),
  card: CardId.describe("Where it is changed"),
});

const SummaryPanel = z
  .object({
    title: z.string(),
    card: CardId.describe("Where editing the panel begins"),
    items: z.array(SummaryItem),
  })
  .meta({ id: "SummaryPanel" });
export type SummaryPanel = z.infer<typeof SummaryPanel>;

/** What the given time and money can hold, counted by code before any plan is made. */
export const PlanPreview = z
  .object({
    quick_wins: z.int().min(0).describe("Over the 13 weeks"),
    larger_tasks: z.int().min(0).describe("Over the 13 weeks, at 75 minutes each"),
    in_parts: z
      .boolean()
      .describe("Whether less than one larger task fits a week, so that they are spread over weeks"),
    ads: z
      .object({ included: z.boolean(), reason: z.string() })
      .nullable()
      .describe("Null until the budget is answered"),
  })
  .meta({ id: "PlanPreview" });
export type PlanPreview = z.infer<typeof PlanPreview>;

/** The summary deck: what was understood, and what the plan can hold (product specification, section 6.7). */
export const OnboardingSummary = z
  .object({
    panels: z.array(SummaryPanel).length(6),
    preview: PlanPreview.nullable().describe("Null until the hours are answered"),
  })
  .meta({ id: "OnboardingSummary" });
export type OnboardingSummary = z.infer<typeof OnboardingSummary>;
