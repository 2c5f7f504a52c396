"use client";
import type { Task } from "@alva/contracts/task";
import { useRouter } from "next/navigation";
import { Dialog } from "../components/ui/dialog.tsx";
import { TaskDrafts } from "../drafts/task-drafts.tsx";
import { TaskActions } from "./task/task-actions.tsx";
import { TaskDue } from "./task/task-due.tsx";
import { TaskFacts } from "./task/task-facts.tsx";
import { TaskNotes } from "./task/task-notes.tsx";
import { TaskReasons } from "./task/task-reasons.tsx";
import { TaskSteps } from "./task/task-steps.tsx";

/** Everything about one task, and what can be done with it. */
export function TaskPanel({ taskId, tasks }: { readonly taskId: string; readonly tasks: readonly Task[] }) {
  const router = useRouter();
  const task = tasks.find(({ id }) => id === taskId);
  const close = () => router.push("/board");
  return (
    <Dialog title={task?.title ?? "There is no such task"} onClose={close}>
      {task ? <Details key={task.id} task={task} /> : <p>It may have been replaced by a newer plan.</p>}
    </Dialog>
  );
}

function Details({ task }: { readonly task: Task }) {
  return (
    <>
      <TaskFacts task={task} />
      <TaskSteps task={task} />
      <TaskReasons task={task} />
      <TaskActions task={task} />
      <TaskDue task={task} />
      <TaskDrafts task={task} />
      <TaskNotes task={task} />
    </>
  );
}
