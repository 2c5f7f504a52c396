import type { Plan } from "@alva/contracts/plan";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";
import { isOutdated } from "./plan-changes.ts";
import type { usePlans } from "./plans.ts";

type Plans = NonNullable<ReturnType<typeof usePlans>["data"]>;

/** Asks no more about a plan that waits or failed, on any device; at once, as far as this one is concerned. */
export function usePutPlanAside() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (planId: string) => apiClient().putPlanAside(planId),
    onMutate: (planId) =>
      showAtOnce<Plans>(queries, keys.allPlans, (plans) => ({
        ...plans,
        items: plans.items.map((plan) =>
          plan.id === planId ? { ...plan, put_aside_at: new Date().toISOString() } : plan,
        ),
      })),
    onError: (error, _planId, takeBack) => sayWhyNot(error, takeBack),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.plans }),
  });
}

/** Tells no more of answers that changed since the current plan and were given up to a moment, on any device. */
export function usePutAnswersAside(planId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (until: string) => apiClient().putAnswersAside(planId, { until }),
    onMutate: (until) =>
      showAtOnce<Plan>(queries, keys.plan(planId), (plan) => ({ ...plan, answers_put_aside_until: until })),
    onError: (error, _until, takeBack) => sayWhyNot(error, takeBack),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.plan(planId), exact: true }),
  });
}

/** Shows something as it is to become. Resolves to what takes that back. */
async function showAtOnce<Shown>(
  queries: QueryClient,
  queryKey: readonly unknown[],
  change: (shown: Shown) => Shown,
): Promise<() => void> {
  // What is under way was asked for before and would show it as it was.
  await queries.cancelQueries({ queryKey, exact: true });
  const before = queries.getQueryData<Shown>(queryKey);
  if (before !== undefined) queries.setQueryData<Shown>(queryKey, change(before));
  return () => queries.setQueryData<Shown>(queryKey, before);
}

/** What another device did to the plan meanwhile leaves nothing to ask about either, so nobody is told. */
function sayWhyNot(error: Error, takeBack: (() => void) | undefined): void {
  takeBack?.();
  if (!isOutdated(error)) say({ sentence: sentenceOf(error), isProblem: true });
}
