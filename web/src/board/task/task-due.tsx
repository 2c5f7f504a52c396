import type { Task } from "@alva/contracts/task";
import { useChangeTask } from "../../api/task-changes.ts";
import { shortDate } from "../../components/dates.ts";
import { Field } from "../../components/ui/field.tsx";
import { say } from "../../components/ui/toast.tsx";

/** The day a task is due, to be changed. */
export function TaskDue({ task }: { readonly task: Task }) {
  const { mutate } = useChangeTask();
  const { due_date: before, pinned } = task;
  if (before === null) return null;
  const move = (due_date: string) =>
    mutate(
      { task, change: { due_date } },
      {
        onSuccess: () =>
          say({
            sentence: `Moved to ${shortDate(due_date)}`,
            undo: () => mutate({ task, change: { due_date: before, pinned } }),
          }),
      },
    );
  return (
    <Field
      label="Due"
      type="date"
      help="Changing it pins the task: a new plan leaves it where it is."
      defaultValue={before}
      onChange={({ target }) => {
        if (target.value !== "" && target.value !== before) move(target.value);
      }}
    />
  );
}
