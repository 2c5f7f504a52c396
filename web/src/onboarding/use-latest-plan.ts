"use client";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import { apiClient } from "../session/clients.ts";
import { usePlanStatus } from "./use-plan-status.ts";

/** The plan that was asked for last, and where it stands; `status` is undefined until that is known, and without a plan. */
export function useLatestPlan() {
  const { data, error, refetch, isPending } = useQuery({
    queryKey: keys.plans,
    queryFn: () => apiClient().listPlans({ limit: 1 }),
  });
  const [plan] = data?.items ?? [];
  const status = usePlanStatus(plan?.id);
  return {
    plan,
    status,
    error,
    refetch,
    isPending: isPending || (plan !== undefined && status === undefined),
  };
}
