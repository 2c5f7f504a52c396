"use client";
import { isFinal } from "@alva/contracts/plan";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { keys } from "../api/keys.ts";
import { useCancelPlan } from "../api/plans.ts";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useUnhurried } from "../components/use-unhurried.ts";
import { usePlanStatus } from "../onboarding/use-plan-status.ts";
import { progressOf } from "./progress.ts";

/** How far a new plan is that is made beside the current one. */
export function UnderWay({ planId }: { readonly planId: string }) {
  const queries = useQueryClient();
  const { data: status } = usePlanStatus(planId);
  const cancel = useCancelPlan();
  const isOnline = useOnline();
  const progress = useUnhurried(status ? progressOf(status) : "Reading your answers.");
  const isOver = status !== undefined && isFinal(status.state);
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: keys.plans });
  }, [isOver, queries]);
  return (
    <Notice>
      <p className="font-semibold">A new plan is being made. This one stays in use meanwhile.</p>
      <p className="flex items-center gap-2">
        <span
          aria-hidden
          className="size-3 animate-pulse rounded-full bg-primary motion-reduce:animate-none"
        />
        {progress}
      </p>
      <p className="text-sm text-muted">You can leave this page; it goes on without you.</p>
      <Button
        kind="secondary"
        className="mt-3"
        busy={cancel.isPending}
        disabled={!isOnline}
        onClick={() => cancel.mutate(planId)}
      >
        Stop making it
      </Button>
      {!isOnline && (
        <p className="mt-2 text-sm text-muted">You're offline. It can be stopped when you are back.</p>
      )}
    </Notice>
  );
}
