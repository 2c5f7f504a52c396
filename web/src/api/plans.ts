import type { PlanStep } from "@alva/contracts/plan";
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** The person's newest plans of every standing, newest first. */
export function usePlans() {
  return useQuery({ queryKey: keys.allPlans, queryFn: () => apiClient().listPlans({ limit: 50 }) });
}

/**
 * Has a new plan made beside the current one, from the answers as they are now: those that still wait are taken over first.
 * Every try until one succeeds is the same intent.
 */
export function useRegenerate() {
  const queries = useQueryClient();
  const idempotencyKey = useRef<string>(undefined);
  return useMutation({
    mutationFn: async (planId: string) => {
      await takeOverAnswers(queries);
      idempotencyKey.current ??= crypto.randomUUID();
      return apiClient().regeneratePlan(planId, { idempotencyKey: idempotencyKey.current });
    },
    onSuccess: () => {
      idempotencyKey.current = undefined;
      return queries.invalidateQueries({ queryKey: keys.plans });
    },
  });
}

/** Asks the model again for a step that ended with standard tasks. */
export function useRetryStep(planId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: PlanStep) => apiClient().retryStep(planId, step),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.plans }),
  });
}

export function useCancelPlan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (planId: string) => apiClient().cancelPlan(planId),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.plans }),
  });
}

/** Says no to a proposed plan, on every device and for good. Repeating it is harmless. */
export function useDeclinePlan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (planId: string) => apiClient().declinePlan(planId),
    onSuccess: () => say({ sentence: "The new plan is put away. Your plan stays as it is." }),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.plans }),
  });
}

/** Makes a new version of the profile from the answers that were changed since, if any were. */
export async function takeOverAnswers(queries: QueryClient): Promise<void> {
  const { cards } = await apiClient().getOnboarding();
  if (!cards.some(({ pending }) => pending)) return;
  const { user_profile: user } = await apiClient().getProfile();
  await apiClient().finalizeOnboarding({ timezone: user.timezone });
  await Promise.all([
    queries.invalidateQueries({ queryKey: keys.profile }),
    queries.invalidateQueries({ queryKey: keys.onboarding }),
  ]);
}
