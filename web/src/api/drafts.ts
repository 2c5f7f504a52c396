import type { Draft, DraftKind } from "@alva/contracts/draft";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";
import { useOneOperation } from "./one-operation.ts";

const pauseMilliseconds = 1500;
/** As many as a person looks back at; the newest comes first. */
const shownDrafts = 10;

/** Whether a draft is still on its way. */
export function isUnderWay({ state }: Draft): boolean {
  return state === "queued" || state === "working" || state === "retrying" || state === "fixing";
}

/** A task's newest drafts, looked at again for as long as one is being written. */
export function useDrafts(taskId: string) {
  return useQuery({
    queryKey: keys.drafts(taskId),
    queryFn: async () => (await apiClient().listDrafts(taskId, { limit: shownDrafts })).items,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) === true ? pauseMilliseconds : false),
  });
}

/** Asks for a draft. All tries for the same one are one operation, so that a repetition begins no second draft. */
export function useAskForDraft(taskId: string) {
  const take = useTakeDraft(taskId);
  const operation = useOneOperation();
  return useMutation({
    mutationFn: (wish: { readonly kind?: DraftKind }) =>
      apiClient().askForDraft(taskId, { operation_id: operation.of(wish).operation_id, ...wish }),
    onSuccess: (draft) => {
      operation.end();
      return take(draft);
    },
  });
}

interface Edit {
  readonly id: string;
  readonly text: string;
  /** Whether a form asks, which tells of a refusal itself. */
  readonly isOfForm?: boolean;
}

/** Keeps the owner's version of a draft; an empty one goes back to what was drafted. */
export function useEditDraft(taskId: string) {
  const take = useTakeDraft(taskId);
  return useMutation({
    mutationFn: ({ id, text }: Edit) => apiClient().editDraft(id, { edited_text: text }),
    onSuccess: take,
    onError: (error, { isOfForm = false }) => {
      if (!isOfForm) say({ sentence: sentenceOf(error), isProblem: true });
    },
  });
}

export function useCancelDraft(taskId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiClient().cancelDraft(id),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
    // It may have been finished first; what it is now is shown either way.
    onSettled: () => queries.invalidateQueries({ queryKey: keys.drafts(taskId) }),
  });
}

/** Puts a draft that the server answered in its place among the others. */
function useTakeDraft(taskId: string) {
  const queries = useQueryClient();
  return (draft: Draft) =>
    queries.setQueryData<Draft[]>(keys.drafts(taskId), (known = []) =>
      known.some(({ id }) => id === draft.id)
        ? known.map((one) => (one.id === draft.id ? draft : one))
        : [draft, ...known],
    );
}
