import type { Dashboard } from "@alva/contracts/dashboard";
import type { Task } from "@alva/contracts/task";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { type Change, changed } from "./changed-task.ts";
import { keys } from "./keys.ts";

interface Asked {
  readonly task: Task;
  readonly change: Change;
}

/**
 * Changes tasks one at a time. Each change has an operation id, so a repetition of it is harmless. The lists show it at once,
 * and as it was when the server refuses; what the server made of it takes its place, without the lists being read anew.
 */
export function useChangeTask() {
  const queries = useQueryClient();
  return useMutation({
    // One after the other, so that an answer never undoes what was changed after it.
    scope: { id: "task-changes" },
    mutationFn: ({ task, change }: Asked) =>
      apiClient().changeTask(task.id, {
        ...change,
        operation_id: crypto.randomUUID(),
        at: new Date().toISOString(),
      }),
    onMutate: async ({ task, change }) => {
      await Promise.all([
        queries.cancelQueries({ queryKey: keys.tasks }),
        queries.cancelQueries({ queryKey: keys.dashboard }),
      ]);
      showTask(queries, changed(task, change));
    },
    onSuccess: (task) => showTask(queries, task),
    onError: async (error) => {
      say({ sentence: sentenceOf(error), isProblem: true });
      await queries.invalidateQueries({ queryKey: keys.tasks });
    },
    onSettled: (_task, _error, { task }) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.dashboard }),
        queries.invalidateQueries({ queryKey: keys.taskHistory(task.id) }),
      ]),
  });
}

/** Puts a task in its own place wherever it is shown. */
function showTask(queries: QueryClient, task: Task): void {
  const fresh = (one: Task) => (one.id === task.id ? task : one);
  queries.setQueriesData<Task[]>({ queryKey: keys.tasks }, (tasks) => tasks?.map(fresh));
  queries.setQueryData<Dashboard | null>(
    keys.dashboard,
    (dashboard) =>
      dashboard && {
        ...dashboard,
        quick_win: dashboard.quick_win && fresh(dashboard.quick_win),
        next_quick_win: dashboard.next_quick_win && fresh(dashboard.next_quick_win),
        deadlines: dashboard.deadlines.map(fresh),
      },
  );
}
