import * as z from "zod";
import type { ModuleKey } from "../strategy/module-keys.ts";
import { BlogArtifacts, EmailArtifacts, PpcArtifacts, SocialArtifacts } from "./artifacts.ts";
import { type TaskProposal, taskProposalSchema } from "./task-proposal.ts";

/** What each module answers (plan pipeline, sections 3.1 to 3.5): tasks of one shape, artifacts of its own. */
export const moduleOutputs = {
  ppc: moduleOutput("ppc", PpcArtifacts),
  social: moduleOutput("social", SocialArtifacts),
  email: moduleOutput("email", EmailArtifacts),
  blog: moduleOutput("blog", BlogArtifacts),
} satisfies Record<ModuleKey, z.ZodType>;

/** The schema of one module's answer. */
export function moduleOutputSchema<Key extends ModuleKey>(key: Key): (typeof moduleOutputs)[Key] {
  return moduleOutputs[key];
}

/** The answer of a module, told apart by `module_key`. */
export const ModuleOutput = z.discriminatedUnion("module_key", [
  moduleOutputs.ppc,
  moduleOutputs.social,
  moduleOutputs.email,
  moduleOutputs.blog,
]);
export type ModuleOutput = z.infer<typeof ModuleOutput>;

function moduleOutput<const Key extends ModuleKey, Artifacts extends z.ZodType>(
  key: Key,
  artifacts: Artifacts,
) {
  return z.object({
    module_key: z.literal(key),
    version: z.literal("1.0"),
    tasks: z.array(taskProposalSchema(key)).min(1).max(40).superRefine(refuseRepeatedIds),
    artifacts,
    revision_notes: z.array(z.string().min(1).max(200)).max(10),
  });
}

function refuseRepeatedIds(tasks: readonly TaskProposal[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { module_task_id }] of tasks.entries()) {
    if (seen.has(module_task_id)) {
      context.addIssue({
        code: "custom",
        path: [index, "module_task_id"],
        message: "Used twice in this module",
      });
    }
    seen.add(module_task_id);
  }
}
