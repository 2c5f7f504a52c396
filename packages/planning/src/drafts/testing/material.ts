import type { PlanTask } from "@alva/contracts/master-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { boardTask } from "../../exports/testing/board-task.ts";
import { CustomerData } from "../../prompts/read-request.ts";
import { type DraftContext, draftInput, type DraftMaterial } from "../draft-input.ts";

/** The context of a draft for a task of this profile's plan. */
export function draftContext(
  profile: ClientProfile,
  task: Partial<PlanTask> = {},
  material: Partial<DraftMaterial> = {},
): DraftContext {
  const input = draftInput({
    kind: "text",
    task: { ...boardTask, tags: [], ...task },
    ref: null,
    artifacts: null,
    profile,
    asked_at: "2026-09-01T08:00:00.000Z",
    ...material,
  });
  return { input, profile: CustomerData.parse(input.customer_data) };
}
