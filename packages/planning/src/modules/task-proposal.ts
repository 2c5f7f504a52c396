import { Reason } from "@alva/contracts/custom-plan";
import { Channel } from "@alva/contracts/master-plan";
import * as z from "zod";
import { isDate } from "../governance/calendar.ts";
import type { ModuleKey } from "../strategy/module-keys.ts";

/** What the ids of a module's tasks begin with. */
export const taskIdPrefix: Record<ModuleKey, string> = {
  ppc: "ppc_",
  social: "soc_",
  email: "eml_",
  blog: "blg_",
};

/** A task as a module proposes it (plan pipeline, section 3.1). Governance gives it its minutes, week and date. */
export function taskProposalSchema(key: ModuleKey) {
  const prefix = taskIdPrefix[key];
  return z.object({
    module_task_id: z.string().regex(new RegExp(`^${prefix}[a-z0-9_]{1,${40 - prefix.length}}$`)),
    title: z
      .string()
      .min(4)
      .max(90)
      .describe("Verb first, names its object and what sets it apart; aim at 60"),
    desc: z.string().max(600),
    steps: z.array(z.string().min(1).max(120)).max(6).exactOptional(),
    channel: Channel,
    tags: z
      .array(z.string().max(60))
      .max(8)
      .describe("quick_win, launch, seasonal, setup, evergreen; phase:, platform:, season:, topic:"),
    effort: z.literal([1, 2, 3]).describe("1 is 30 minutes, 2 is 75, 3 is 210"),
    estimated_minutes: z.int().min(10).max(30).exactOptional().describe("Quick wins only"),
    suggested_week: z.int().min(1).max(13).describe("1 is the first week of the window"),
    due_hint: z
      .string()
      .regex(/^(?:before_first_launch|by:\d{4}-\d{2}-\d{2}|day:(?:mon|tue|wed|thu|fri))$/)
      .refine((hint) => !hint.startsWith("by:") || isDate(hint.slice(3)), "There is no such date")
      .exactOptional(),
    repeat: z
      .object({ every_weeks: z.literal([1, 2, 4]), times: z.int().min(2).max(13) })
      .exactOptional()
      .describe("For repeated work, instead of copies"),
    platform: slugText.exactOptional(),
    season: slugText.exactOptional().describe("Id of a priority season"),
    ref: z.string().max(60).exactOptional().describe("Id of an artifact, for example a brief's post_id"),
    because: z.array(Reason).min(1).max(3),
  });
}

const slugText = z.string().regex(/^[a-z0-9_]{1,40}$/);

/** What every module's task has in common. */
export type TaskProposal = z.infer<ReturnType<typeof taskProposalSchema>>;
