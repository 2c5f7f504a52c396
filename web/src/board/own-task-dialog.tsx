"use client";
import { useAddTask } from "../api/own-tasks.ts";
import { Dialog } from "../components/ui/dialog.tsx";
import { say } from "../components/ui/toast.tsx";
import { OwnTaskForm } from "./own-task-form.tsx";
import { useDeleteWithUndo } from "./use-delete-with-undo.ts";

interface OwnTaskDialogProps {
  /** The day it proposes. */
  readonly day: string;
  readonly onClose: () => void;
}

/** Adds a task that the owner thought of. */
export function OwnTaskDialog({ day, onClose }: OwnTaskDialogProps) {
  const { mutateAsync } = useAddTask();
  const { remove } = useDeleteWithUndo();
  return (
    <Dialog title="Add a task" onClose={onClose}>
      <OwnTaskForm
        start={{ title: "", channel: "ops", estimated_minutes: 30, due_date: day, notes: "" }}
        verb="Add"
        isNew
        send={async (task) => {
          const added = await mutateAsync(task);
          say({ sentence: `Added: ${added.title}`, undo: () => void remove(added) });
          onClose();
        }}
      />
    </Dialog>
  );
}
