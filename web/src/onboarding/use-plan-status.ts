"use client";
import { isFinal, type PlanStatus } from "@alva/contracts/plan";
import { useEffect, useState } from "react";
import { apiClient } from "../session/clients.ts";

const pauseMilliseconds = 2000;

/** Where a plan stands, as it changes: from the live stream, and by asking again wherever that breaks off. */
export function usePlanStatus(planId: string | undefined): PlanStatus | undefined {
  const [status, setStatus] = useState<PlanStatus>();
  useEffect(() => {
    if (planId === undefined) return undefined;
    const leaving = new AbortController();
    void follow(planId, leaving.signal, setStatus);
    return () => leaving.abort();
  }, [planId]);
  return status;
}

async function follow(
  planId: string,
  signal: AbortSignal,
  tell: (status: PlanStatus) => void,
): Promise<void> {
  let sequence = -1;
  let isOver = false;
  const learn = (status: PlanStatus) => {
    if (signal.aborted || status.sequence < sequence) return;
    ({ sequence } = status);
    isOver = isFinal(status.state);
    tell(status);
  };
  const isOn = () => !signal.aborted && !isOver;
  while (isOn()) {
    try {
      learn(await apiClient().getPlanStatus(planId));
      for await (const { status } of apiClient().planEvents(planId, { signal })) learn(status);
    } catch {
      // The connection broke off; the plan goes on without being watched.
    }
    if (isOn()) await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
}
