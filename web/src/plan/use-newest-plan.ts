"use client";
import { usePlans } from "../api/plans.ts";
import { type NewestPlan, newestPlan } from "./newest-plan.ts";
import { usePutAside } from "./put-aside.ts";

/** The newest plan that is not in use yet, and the way not to be asked about it again. */
export function useNewestPlan() {
  const plans = usePlans();
  const { putAside, putAsideToo } = usePutAside();
  const newest: NewestPlan = newestPlan(plans.data?.items ?? [], putAside);
  return {
    newest,
    putAsideToo,
    putAside,
    error: plans.error,
    refetch: plans.refetch,
    isPending: plans.isPending,
  };
}
