import * as z from "zod";
import { Channel } from "./master-plan.ts";
import { ComparedTask } from "./plan-changes.ts";
import { DollarsAMonth, HoursAWeek } from "./whole-number.ts";

/** Hours and money to try out; what is left out is as the profile has it. */
export const Means = z
  .strictObject({
    hours: HoursAWeek.optional().describe("A week"),
    monthly_ad_budget: DollarsAMonth.optional().describe("US dollars"),
  })
  .meta({ id: "Means" });
export type Means = z.infer<typeof Means>;

/** What hours and money buy (product specification, section 6.7). */
export const HonestPreview = z
  .object({
    quick_wins: z.int().min(0).describe("In 13 weeks"),
    larger_tasks: z.int().min(0).describe("Of 75 minutes, in 13 weeks"),
    in_parts: z.boolean().describe("Less than one larger task fits a week, so each is split"),
    ads: z.object({ on: z.boolean(), reason: z.string().nullable() }),
  })
  .meta({ id: "HonestPreview" });
export type HonestPreview = z.infer<typeof HonestPreview>;

const beforeAndAfter = { before: z.int().min(0), after: z.int().min(0) };

/** What other hours and money would change. Only rules are applied; nothing is said about sales. */
export const Simulation = z
  .object({
    gates: z.array(
      z.object({
        channel: Channel,
        before: z.boolean(),
        after: z.boolean(),
        reason: z.string().nullable().describe("Why it would be closed, in plain words"),
      }),
    ),
    campaigns: z
      .object(beforeAndAfter)
      .describe("Ad campaigns at a time that the money and the team can carry"),
    week_minutes: z
      .array(z.object({ channel: Channel, ...beforeAndAfter }))
      .describe("Mean of the weeks to come; from standard tasks where a channel has none of its own yet"),
    displaced: z.array(ComparedTask).describe("Planned before, and without a place after"),
    preview: HonestPreview,
  })
  .meta({ id: "Simulation" });
export type Simulation = z.infer<typeof Simulation>;
