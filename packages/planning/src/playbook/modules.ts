import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { ModuleOutput } from "../modules/module-output.ts";
import type { Allowance } from "../strategy/allowances.ts";
import type { ModuleKey } from "../strategy/module-keys.ts";
import { blogArtifacts } from "./blog/artifacts.ts";
import { blogIdeas } from "./blog/ideas.ts";
import type { Business } from "./business.ts";
import { emailArtifacts } from "./email/artifacts.ts";
import { emailIdeas } from "./email/ideas.ts";
import { fillModule } from "./fill.ts";
import { ppcArtifacts } from "./ppc/artifacts.ts";
import { ppcIdeas } from "./ppc/ideas.ts";
import { socialArtifacts } from "./social/artifacts.ts";
import { socialIdeas } from "./social/ideas.ts";
import { offlineNote } from "./strategy.ts";

/** A module's answer by rule: tasks that fill its allowance, and its artifacts. */
export function offlineModule(
  key: ModuleKey,
  { business, plan, allowance }: { business: Business; plan: CustomPlan; allowance: Allowance },
): ModuleOutput {
  const fill = { business, allowance };
  const common = { version: "1.0" as const, revision_notes: [offlineNote] };
  switch (key) {
    case "ppc":
      return {
        ...common,
        module_key: key,
        tasks: fillModule(key, ppcIdeas(business), fill),
        artifacts: ppcArtifacts(business),
      };
    case "social":
      return {
        ...common,
        module_key: key,
        tasks: fillModule(key, socialIdeas(business, plan), fill),
        artifacts: socialArtifacts(business, plan),
      };
    case "email":
      return {
        ...common,
        module_key: key,
        tasks: fillModule(key, emailIdeas(business, plan), fill),
        artifacts: emailArtifacts(business, plan),
      };
    case "blog":
      return {
        ...common,
        module_key: key,
        tasks: fillModule(key, blogIdeas(business, plan, allowance), fill),
        artifacts: blogArtifacts(business, plan, allowance),
      };
  }
}
