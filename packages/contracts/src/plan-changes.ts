import * as z from "zod";
import { Channel, PlanTask } from "./master-plan.ts";
import { Operation } from "./task.ts";
import { DollarsAMonth, HoursAWeek } from "./whole-number.ts";

/** What a person sees of a task in a difference. */
export const ComparedTask = PlanTask.pick({
  id: true,
  title: true,
  channel: true,
  estimated_minutes: true,
  due_date: true,
  status: true,
}).meta({ id: "ComparedTask" });
export type ComparedTask = z.infer<typeof ComparedTask>;

const Pair = z.object({ before: ComparedTask, after: ComparedTask });

/** What would become of a board (plan pipeline, section 7). Each task is in exactly one of the five. */
export const PlanDifference = z
  .object({
    added: z.array(ComparedTask),
    removed: z.array(ComparedTask).describe("Let-go repeats too, which stay on the board as skipped"),
    moved: z.array(Pair).describe("To another date, or to none: parked"),
    changed: z.array(Pair).describe("Other words or minutes, perhaps another date too"),
    kept: z.int().min(0).describe("How many stay as they are"),
  })
  .meta({ id: "PlanDifference" });
export type PlanDifference = z.infer<typeof PlanDifference>;

const ParkedTask = z.object({
  task: ComparedTask,
  reason: z
    .enum(["no_capacity", "deadline_passed", "deferred_past_window"])
    .describe("No hours at all; no room before its deadline; no room in the plan's weeks"),
});

/** What applying would do, and the revision of the board and the wish that this holds for. */
export const PlanChangePreview = z
  .object({
    revision: z.string().describe("Sent back to apply exactly this; void once the board or the day changed"),
    first_week: z.int().min(1).max(13).describe("Nothing is placed in an earlier week"),
    difference: PlanDifference,
    weeks: z
      .array(
        z.object({
          starts_on: z.iso.date(),
          minutes_before: z.int().min(0),
          minutes_after: z.int().min(0),
        }),
      )
      .length(13),
    capacity_minutes: z.object({ before: z.int(), after: z.int() }).describe("A week"),
    parked: z.array(ParkedTask),
    channels: z.array(
      z.object({
        channel: Channel,
        on: z.boolean(),
        reason: z.string().nullable().describe("Why it is off, in plain words"),
      }),
    ),
  })
  .meta({ id: "PlanChangePreview" });
export type PlanChangePreview = z.infer<typeof PlanChangePreview>;

/**
 * The difference between any two plans, as their boards are. Of the current plan and a proposed one it is what applying that
 * would do; any other has no revision, as there is nothing to apply.
 */
export const PlanComparison = PlanChangePreview.extend({
  revision: PlanChangePreview.shape.revision.nullable().describe("Null when it is only to be read"),
}).meta({ id: "PlanComparison" });
export type PlanComparison = z.infer<typeof PlanComparison>;

/** Names the preview that is applied, and the attempt to do so. */
export const Confirmation = Operation.pick({ operation_id: true })
  .extend({ revision: PlanChangePreview.shape.revision })
  .meta({ id: "Confirmation" });
export type Confirmation = z.infer<typeof Confirmation>;

/**
 * A wish for the rest of the current plan, without a model. What is left out stays as the newest profile and the plan
 * have it; an empty wish places anew what was not done in time. With `confirm` the previewed change is applied.
 */
export const Replan = z
  .strictObject({
    hours: HoursAWeek.optional().describe("A week; 20 means 20 or more"),
    monthly_ad_budget: DollarsAMonth.optional().describe("US dollars"),
    channels: z.partialRecord(Channel, z.boolean()).optional().describe("Channels to turn on or off"),
    confirm: Confirmation.optional(),
  })
  .meta({ id: "Replan" });
export type Replan = z.infer<typeof Replan>;

/** What is asked of a re-plan, without its confirmation. */
export const ReplanWish = Replan.omit({ confirm: true });
export type ReplanWish = z.infer<typeof ReplanWish>;

/** Which plan is current now. */
export const PlanApplied = z.object({ id: z.uuid() }).meta({ id: "PlanApplied" });
export type PlanApplied = z.infer<typeof PlanApplied>;

/** Hours in which a plan that was applied can be undone (product specification, section 6.9). */
export const undoHours = 24;

/** Names the attempt to go back. */
export const Undo = Confirmation.pick({ operation_id: true }).meta({ id: "Undo" });
export type Undo = z.infer<typeof Undo>;

/** What a plan is to its owner now that they said no to it. */
export const PlanDeclined = z
  .object({ id: z.uuid(), standing: z.literal("archived") })
  .meta({ id: "PlanDeclined" });
export type PlanDeclined = z.infer<typeof PlanDeclined>;
