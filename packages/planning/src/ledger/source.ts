import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { MasterPlan } from "@alva/contracts/master-plan";
import type { PlanStepStatus } from "@alva/contracts/plan";
import * as z from "zod";

/** A module's output as it is stored, read leniently: an old one is still worth its titles. */
export const LedgerModule = z.object({
  module_key: z.string(),
  tasks: z.array(z.unknown()).default([]),
  fallback: z.boolean().default(false),
  revision_notes: z.array(z.string()).default([]),
});
export type LedgerModule = z.infer<typeof LedgerModule>;

/** What a ledger is written from: the plan with its tasks as they are now, and what led to it. */
export interface LedgerSource {
  readonly masterPlan: MasterPlan;
  readonly customPlan: CustomPlan | null;
  readonly modules: readonly LedgerModule[];
  readonly steps: readonly PlanStepStatus[];
}
