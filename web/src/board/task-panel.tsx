"use client";
import type { Task } from "@alva/contracts/task";
import { Dialog } from "../components/ui/dialog.tsx";
import { useKept } from "../offline/kept.ts";
import { WaitingMark } from "../offline/waiting-mark.tsx";
import { TaskDrafts } from "../drafts/task-drafts.tsx";
import { OwnTaskActions } from "./task/own-task-actions.tsx";
import { TaskActions } from "./task/task-actions.tsx";
import { TaskDue } from "./task/task-due.tsx";
import { TaskFacts } from "./task/task-facts.tsx";
import { TaskHistory } from "./task/task-history.tsx";
import { TaskNotes } from "./task/task-notes.tsx";
import { TaskReasons } from "./task/task-reasons.tsx";
import { TaskSteps } from "./task/task-steps.tsx";
import { closeTask } from "./task-address.ts";
import type { Weeks } from "./weeks.ts";

interface TaskPanelProps {
  readonly taskId: string;
  readonly tasks: readonly Task[];
  readonly weeks: Weeks;
}

/** Everything about one task, and what can be done with it. */
export function TaskPanel({ taskId, tasks, weeks }: TaskPanelProps) {
  const task = tasks.find(({ id }) => id === taskId);
  return (
    <Dialog
      title={task?.title ?? "There is no such task"}
      onClose={closeTask}
      // By now its card may be another element, in another column.
      focusAfter={() => document.querySelector<HTMLElement>(`[data-card="${CSS.escape(taskId)}"]`)}
    >
      {task ? (
        <Details key={task.id} task={task} weeks={weeks} />
      ) : (
        <p>It may have been deleted, or replaced by a newer plan.</p>
      )}
    </Dialog>
  );
}

function Details({ task, weeks }: { readonly task: Task; readonly weeks: Weeks }) {
  const isNew = useKept(({ writes }) =>
    writes.some(({ task_id, write }) => task_id === task.id && write.kind === "add"),
  );
  return (
    <>
      <TaskFacts task={task} />
      <p className="text-sm empty:hidden">
        <WaitingMark taskId={task.id} />
      </p>
      <TaskSteps task={task} />
      <TaskActions task={task} />
      <TaskReasons task={task} />
      <TaskDue task={task} weeks={weeks} />
      {isNew ? (
        <p className="text-sm text-muted">
          This task is on this device alone. Once it is sent, I can draft a text for it and tell its history.
        </p>
      ) : (
        <TaskDrafts task={task} />
      )}
      <TaskNotes task={task} />
      {task.origin === "owner" && <OwnTaskActions task={task} />}
      {!isNew && <TaskHistory task={task} />}
    </>
  );
}
