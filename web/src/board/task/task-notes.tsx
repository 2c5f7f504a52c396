import type { Task } from "@alva/contracts/task";
import { useState } from "react";
import { useChangeTask } from "../../api/task-changes.ts";
import { Button } from "../../components/ui/button.tsx";
import { say } from "../../components/ui/toast.tsx";
import { TextArea } from "../../onboarding/inputs/text-area.tsx";

/** The owner's own words about a task. */
export function TaskNotes({ task }: { readonly task: Task }) {
  const { mutate, isPending } = useChangeTask();
  const [notes, setNotes] = useState(task.notes);
  const save = () =>
    mutate(
      { task, change: { notes } },
      {
        onSuccess: () =>
          say({
            sentence: "Notes saved",
            undo: () => mutate({ task, change: { notes: task.notes } }),
          }),
      },
    );
  return (
    <>
      <TextArea label="Your notes" value={notes} onChange={setNotes} />
      {notes !== task.notes && (
        <Button kind="secondary" className="self-start" busy={isPending} onClick={save}>
          Save notes
        </Button>
      )}
    </>
  );
}
