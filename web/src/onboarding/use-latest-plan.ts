"use client";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import { apiClient } from "../session/clients.ts";
import { usePlanStatus } from "./use-plan-status.ts";

/**
 * The plan that was asked for last, and where it stands; `status` is undefined until that is known, and without a plan. `error`
 * says why one of the two is not known.
 */
export function useLatestPlan() {
  const plans = useQuery({
    queryKey: keys.plans,
    queryFn: () => apiClient().listPlans({ limit: 1 }),
  });
  const [plan] = plans.data?.items ?? [];
  const { data: status, error, refetch } = usePlanStatus(plan?.id);
  const isStatusMissing = plan !== undefined && status === undefined;
  return {
    plan,
    status,
    error: plans.data === undefined ? plans.error : isStatusMissing ? error : null,
    refetch: () => (isStatusMissing ? refetch() : plans.refetch()),
    isPending: plans.isPending || isStatusMissing,
  };
}
