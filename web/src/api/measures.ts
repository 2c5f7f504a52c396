import type { LogMeasure } from "@alva/contracts/measure";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";
import { useOneOperation } from "./one-operation.ts";

/** What was read off a plan's measures, newest day first. More than these nobody looks through here; the export has them all. */
export function useMeasuredValues(planId: string) {
  return useQuery({
    queryKey: keys.measures(planId),
    queryFn: () => apiClient().measuredValues(planId, { limit: 200 }),
  });
}

interface Said extends Omit<LogMeasure, "operation_id" | "at"> {
  /** Said when it is written down. */
  readonly sentence: string;
  readonly isUndo?: boolean;
}

/** Writes values down and takes them back, with a way back. All tries of the same one are one operation, until one is answered. */
export function useLogMeasure(planId: string) {
  const queries = useQueryClient();
  const operation = useOneOperation();
  const log = useMutation({
    mutationFn: ({ sentence: _, isUndo: __, ...said }: Said) =>
      apiClient().logMeasure(planId, { ...said, ...operation.of(said) }),
    onSuccess: ({ measure, measured_on, replaced }, { sentence, isUndo = false }) => {
      operation.end();
      const undo = () =>
        log.mutate({ measure, measured_on, value: replaced, sentence: "It is as it was.", isUndo: true });
      say(isUndo ? { sentence } : { sentence, undo });
      // Nobody waits for it: the next value may be typed already.
      void queries.invalidateQueries({ queryKey: keys.measures(planId) });
    },
    // What is written in a field is refused beside it.
    onError: (error, { isUndo = false }) => {
      if (isUndo) say({ sentence: sentenceOf(error), isProblem: true });
    },
  });
  return log;
}
