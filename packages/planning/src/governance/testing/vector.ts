import { channels, Channel, ResolutionLogEntry, TaskStatus } from "@alva/contracts/master-plan";
import * as z from "zod";

const FixedTask = z.object({
  id: z.string(),
  title: z.string(),
  status: TaskStatus,
  due_date: z.string(),
  minutes: z.number(),
  quick_win: z.boolean(),
  series: z.boolean(),
});

/** A case of `examples/governance-vectors.json`: an input, and what the output has at least. */
export const GovernCase = z.strictObject({
  name: z.string(),
  input: z.strictObject({
    client_id: z.string(),
    timezone: z.string(),
    generated_at: z.string(),
    window_start: z.string().exactOptional(),
    first_week: z.number().exactOptional(),
    weekly_capacity_hours: z.number(),
    effective_ad_budget: z.number(),
    channel_enables: z.partialRecord(Channel, z.boolean()),
    platform_enables: z.record(z.string(), z.boolean()),
    modules: z.array(z.object({ module_key: z.enum(channels), tasks: z.array(z.unknown()) })),
    fixed: z.array(FixedTask).exactOptional(),
  }),
  expected: z.strictObject({
    plan: z.record(z.string(), z.unknown()),
    tasks: z.array(z.record(z.string(), z.unknown())),
    meta: z.looseObject({ resolution_log: z.array(ResolutionLogEntry) }),
  }),
});
