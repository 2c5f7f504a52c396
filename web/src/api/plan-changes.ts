import { ProblemError } from "@alva/contracts/problem-error";
import type { PlanChangePreview, ReplanWish } from "@alva/contracts/plan-changes";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** What a wish would do to the current plan, once that is known; while another is worked out, the last one stays in view. */
export function useReplanPreview(planId: string | undefined, wish: ReplanWish) {
  return useQuery({
    queryKey: keys.replan(planId ?? "", wish),
    enabled: planId !== undefined,
    queryFn: () => apiClient().previewReplan(planId ?? "", wish),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** What a proposed plan would do to the current one's board. */
export function useComparison(planId: string, proposedId: string) {
  return useQuery({
    queryKey: keys.comparison(planId, proposedId),
    queryFn: async (): Promise<PlanChangePreview> => {
      const { revision, ...compared } = await apiClient().comparePlans(planId, proposedId);
      if (revision !== null) return { ...compared, revision };
      // It was taken over or declined meanwhile, on another device say.
      throw new ProblemError({
        code: "state_conflict",
        status: 409,
        detail: "This plan no longer waits for your word. The one you use is as it was.",
        request_id: "",
      });
    },
    staleTime: 0,
  });
}

/** Where a change comes from that is confirmed: a wish for the current plan, or a proposed plan. */
export type PlanChange =
  | { readonly planId: string; readonly wish: ReplanWish }
  | { readonly proposedId: string };

interface Confirmed {
  readonly change: PlanChange;
  /** As it was shown. */
  readonly preview: PlanChangePreview;
}

/**
 * Applies a change exactly as it was shown. All tries for one preview are the same operation, so a second one is harmless.
 * `onApplied` is told even when the page that asked is drawn anew because of the change.
 */
export function useApply(onApplied: () => void) {
  const queries = useQueryClient();
  const operation = useRef({ revision: "", id: "" });
  return useMutation({
    mutationFn: ({ change, preview: { revision } }: Confirmed) => {
      if (operation.current.revision !== revision) operation.current = { revision, id: crypto.randomUUID() };
      const confirmation = { operation_id: operation.current.id, revision };
      return "wish" in change
        ? apiClient().applyReplan(change.planId, change.wish, confirmation)
        : apiClient().applyPlan(change.proposedId, confirmation);
    },
    onSuccess: onApplied,
    onSettled: (_applied, refusal) =>
      queries.invalidateQueries({
        // A refusal says that the board is another by now; after a change there is nothing left of what was compared.
        predicate: ({ queryKey: [what] }) => refusal !== null || what !== "plan-change",
      }),
  });
}

/** Whether a change was refused because the board, or the plan in use, is not the one it was shown with. */
export function isOutdated(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "state_conflict";
}

/** Goes back to the plan before the current one. */
export function useUndoPlan(planId: string) {
  const queries = useQueryClient();
  const operationId = useRef<string>(undefined);
  return useMutation({
    mutationFn: () => {
      operationId.current ??= crypto.randomUUID();
      return apiClient().undoPlan(planId, { operation_id: operationId.current });
    },
    onSuccess: () =>
      say({ sentence: "Your plan is as it was before. Answers you gave for the change stay." }),
    onError: (error) =>
      say({
        sentence: isOutdated(error)
          ? "I couldn't go back: that plan is no longer in use, or its 24 hours are over. Here is your plan as it is now."
          : sentenceOf(error),
        isProblem: true,
      }),
    onSettled: () => queries.invalidateQueries(),
  });
}
