import { type Task, TaskChange } from "@alva/contracts/task";
import { useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { TextArea } from "../../onboarding/inputs/text-area.tsx";
import { useUndoableChange } from "../use-undoable-change.ts";

const { notes: Notes } = TaskChange.shape;

/** The owner's own words about a task. */
export function TaskNotes({ task }: { readonly task: Task }) {
  const change = useUndoableChange();
  const [typed, setTyped] = useState(task.notes);
  const notes = Notes.safeParse(typed);
  return (
    <section aria-label="Notes" className="flex flex-col gap-3">
      <TextArea
        label="Your notes"
        value={typed}
        error={notes.error?.issues[0]?.message}
        onChange={setTyped}
      />
      {notes.success && notes.data !== undefined && notes.data !== task.notes && (
        <Button
          kind="secondary"
          className="self-start"
          onClick={() => change(task, { notes: notes.data }, `Notes saved: ${task.title}`)}
        >
          Save notes
        </Button>
      )}
    </section>
  );
}
