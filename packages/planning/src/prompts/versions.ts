import type { PlanStep } from "@alva/contracts/plan";

/** Versions of the requests; part of a run's key, so that a changed prompt is never answered from an old run. */
export const promptVersions: Readonly<Record<PlanStep, string>> = {
  strategy: "strategy-2",
  ppc: "ppc-1",
  blog: "blog-1",
  email: "email-1",
  social: "social-1",
};
