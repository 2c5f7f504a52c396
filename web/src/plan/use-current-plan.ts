"use client";
import type { ClientProfile } from "@alva/contracts/profile";
import type { Plan } from "@alva/contracts/plan";
import { useDashboard } from "../api/dashboard.ts";
import { useProfile } from "../api/profile.ts";
import { usePlan } from "../api/tasks.ts";
import type { Means } from "./wish.ts";

/** The current plan with the newest profile; `isMissing` when there is no plan in use. */
export function useCurrentPlan() {
  const dashboard = useDashboard();
  const plan = usePlan(dashboard.data?.plan.id);
  const profile = useProfile();
  const { custom_plan: strategy } = plan.data ?? {};
  const current =
    plan.data && profile.data && strategy
      ? { plan: plan.data, profile: profile.data, means: meansOf(profile.data, strategy) }
      : undefined;
  return {
    isMissing: dashboard.data === null,
    // What this device kept is shown, also while nothing newer is to be had.
    error: current ? null : (dashboard.error ?? plan.error ?? profile.error),
    retry: () => void Promise.all([dashboard.refetch(), plan.refetch(), profile.refetch()]),
    current,
  };
}

function meansOf(
  { constraints }: ClientProfile,
  { channel_enables: channels }: NonNullable<Plan["custom_plan"]>,
): Means {
  return {
    hours: constraints.weekly_marketing_time_hours,
    budget: constraints.monthly_ad_budget,
    channels,
  };
}
