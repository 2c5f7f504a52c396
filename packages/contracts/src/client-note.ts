import * as z from "zod";
import { PlanTask } from "./master-plan.ts";
import { multilineText } from "./text.ts";

/** A note in the owner's words that plans take into account. It is kept with its profile, the newest 50 of them. */
export const NewNote = z
  .strictObject({
    operation_id: z.uuid().describe("Made by the client, one for all tries of one intent; the note's id"),
    text: multilineText({ min: 1, max: 500 }),
    source: z.enum(["chat", "task", "settings"]),
    task_id: PlanTask.shape.id.nullable().default(null).describe("The task it is about, if one"),
  })
  .meta({ id: "NewNote" });
export type NewNote = z.infer<typeof NewNote>;
