import type { Task } from "@alva/contracts/task";
import { useChangeTask } from "../../api/task-changes.ts";
import { Button } from "../../components/ui/button.tsx";
import { say } from "../../components/ui/toast.tsx";
import { MoveMenu } from "../move-menu.tsx";

/** Where the task can go from where it is. */
export function TaskActions({ task }: { readonly task: Task }) {
  const { mutate, isPending } = useChangeTask();
  const finish = () =>
    mutate(
      { task, change: { status: "done" } },
      {
        onSuccess: () =>
          say({
            sentence: `Done: ${task.title}`,
            undo: () => mutate({ task, change: { status: task.status } }),
          }),
      },
    );
  return (
    <div className="flex flex-wrap gap-3">
      {task.status !== "done" && (
        <Button busy={isPending} onClick={finish}>
          Mark done
        </Button>
      )}
      <MoveMenu task={task} />
    </div>
  );
}
