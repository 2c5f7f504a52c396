import * as z from "zod";
import { Platform } from "./custom-plan.ts";
import { Channel, PlanTask } from "./master-plan.ts";
import { CardId } from "./onboarding-cards.ts";
import { PageQuery } from "./pagination.ts";

/** All answers that a plan rests on, or the one at `path`. */
export const ReasonsQuery = PageQuery.extend({
  path: z.string().min(1).max(80).optional().describe("Path of a profile field, as in `because`"),
});

const note = z.string().describe("What follows from the answer, in plain words");

/**
 * An answer of the owner's and what of a plan rests on it (features beyond, 3.2): what would have to be thought about again if
 * the answer changed. Refused tasks are left out.
 */
export const AnswerInPlan = z
  .object({
    path: z.string(),
    question: z.string(),
    answer: z
      .string()
      .nullable()
      .describe("In the words of the cards; null where the plan's profile has none"),
    card: z
      .object({ id: CardId, number: z.int().min(1), route: z.string() })
      .nullable()
      .describe("Where it is changed; null for what Settings or chat asked"),
    channels: z.array(z.object({ channel: Channel, platform: Platform.nullable(), note })),
    seasons: z.array(z.object({ id: z.string(), name: z.string(), note })),
    tasks: z.array(z.object({ id: PlanTask.shape.id, title: z.string(), note })),
  })
  .meta({ id: "AnswerInPlan" });
export type AnswerInPlan = z.infer<typeof AnswerInPlan>;
