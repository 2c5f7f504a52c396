"use client";
import { type NewTask, useAddTask } from "../api/own-tasks.ts";
import { Dialog } from "../components/ui/dialog.tsx";
import { say } from "../components/ui/toast.tsx";
import { OwnTaskForm } from "./own-task-form.tsx";
import { useDeleteWithUndo } from "./use-delete-with-undo.ts";

interface OwnTaskDialogProps {
  readonly planId: string;
  /** What it proposes. */
  readonly start: NewTask;
  readonly onAdded: () => void;
  readonly onClose: () => void;
}

/** Adds a task that the owner thought of. */
export function OwnTaskDialog({ planId, start, onAdded, onClose }: OwnTaskDialogProps) {
  const { mutateAsync } = useAddTask();
  const { remove } = useDeleteWithUndo();
  async function add(task: NewTask): Promise<void> {
    // A failure is told where it is met, and what was typed stays in the form.
    const added = await mutateAsync({ task, planId }).catch(() => undefined);
    if (added === undefined) return;
    say({ sentence: `Added: ${added.title}`, undo: () => void remove(added) });
    onAdded();
    onClose();
  }
  return (
    <Dialog title="Add a task" onClose={onClose}>
      <OwnTaskForm start={start} verb="Add" isNew send={add} />
    </Dialog>
  );
}
