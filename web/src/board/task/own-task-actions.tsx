import type { Task } from "@alva/contracts/task";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { closeTask } from "../task-address.ts";
import { useDeleteWithUndo } from "../use-delete-with-undo.ts";
import { useUndoableChange } from "../use-undoable-change.ts";

/** With a wait of its own, or all of the panel would be gone while it comes, and the focus with it. */
const OwnTaskForm = dynamic(() => import("../own-task-form.tsx").then((file) => file.OwnTaskForm), {
  ssr: false,
});

/** A task of the owner's own can be rewritten and deleted; those of the plan are parked or refused. */
export function OwnTaskActions({ task }: { readonly task: Task }) {
  const { remove, isDeleting } = useDeleteWithUndo();
  const change = useUndoableChange();
  const [isEditing, setIsEditing] = useState(false);
  const { title, channel, estimated_minutes, notes, due_date } = task;
  async function removeAndClose(): Promise<void> {
    if (await remove(task)) closeTask();
  }
  return (
    <section aria-label="Your own task" className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button kind="secondary" aria-expanded={isEditing} onClick={() => setIsEditing(!isEditing)}>
          Edit
        </Button>
        <Button kind="destructive" busy={isDeleting} onClick={() => void removeAndClose()}>
          Delete
        </Button>
      </div>
      {isEditing && (
        <OwnTaskForm
          // The day is changed above, and there may be none.
          start={{ title, channel, estimated_minutes, notes, due_date: due_date ?? "2000-01-01" }}
          verb="Save"
          isNew={false}
          send={({ title, channel, estimated_minutes }) => {
            change(task, { title, channel, estimated_minutes }, `Saved: ${title}`);
            setIsEditing(false);
          }}
        />
      )}
    </section>
  );
}
