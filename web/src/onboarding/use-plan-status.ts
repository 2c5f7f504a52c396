"use client";
import { isFinal, type PlanStatus } from "@alva/contracts/plan";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { keys } from "../api/keys.ts";
import { apiClient } from "../session/clients.ts";

const pauseMilliseconds = 2000;

/**
 * Where a plan stands, as it changes: from the live stream, and by asking again wherever that breaks off. Offline it is what was
 * last heard; the plan goes on without being watched.
 */
export function usePlanStatus(planId: string | undefined) {
  const queries = useQueryClient();
  const queryKey = keys.planStatus(planId ?? "");
  const query = useQuery({
    queryKey,
    queryFn: () => apiClient().getPlanStatus(planId ?? ""),
    enabled: planId !== undefined,
  });
  useEffect(() => {
    if (planId === undefined) return undefined;
    const leaving = new AbortController();
    const learn = (status: PlanStatus) =>
      queries.setQueryData<PlanStatus>(keys.planStatus(planId), (before) =>
        before !== undefined && before.sequence > status.sequence ? before : status,
      );
    void follow(planId, leaving.signal, learn);
    return () => leaving.abort();
  }, [planId, queries]);
  return query;
}

async function follow(
  planId: string,
  signal: AbortSignal,
  learn: (status: PlanStatus) => void,
): Promise<void> {
  let isOver = false;
  const isOn = () => !signal.aborted && !isOver;
  const take = (status: PlanStatus) => {
    if (signal.aborted) return;
    isOver = isFinal(status.state);
    learn(status);
  };
  while (isOn()) {
    try {
      for await (const { status } of apiClient().planEvents(planId, { signal })) take(status);
      if (isOn()) take(await apiClient().getPlanStatus(planId));
    } catch {
      // The connection broke off; the plan goes on without being watched.
    }
    if (isOn()) await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
}
