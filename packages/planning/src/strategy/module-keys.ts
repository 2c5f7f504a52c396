import type { CustomPlan } from "@alva/contracts/custom-plan";

/** The modules that ask the model today; `seo` and `ops` are channels whose modules come later. */
export const moduleKeys = ["ppc", "social", "email", "blog"] as const;
export type ModuleKey = (typeof moduleKeys)[number];

/** The modules that a plan runs, in rank order. */
export function enabledModules({ channel_enables }: Pick<CustomPlan, "channel_enables">): ModuleKey[] {
  return moduleKeys.filter((key) => channel_enables[key]);
}
