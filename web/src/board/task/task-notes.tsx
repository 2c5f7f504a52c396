import { type Task, TaskChange } from "@alva/contracts/task";
import * as z from "zod";
import { FormOnce, useFormOnce } from "../../components/form-once.tsx";
import { TextArea } from "../../components/ui/text-area.tsx";
import { useUndoableChange } from "../use-undoable-change.ts";

const Notes = z.object({ notes: TaskChange.shape.notes.unwrap() });

/** The owner's own words about a task. */
export function TaskNotes({ task }: { readonly task: Task }) {
  const change = useUndoableChange();
  const form = useFormOnce({ schema: Notes, start: { notes: task.notes } });
  return (
    <section aria-label="Notes">
      <FormOnce
        form={form}
        verb="Save notes"
        disabled={!form.formState.isDirty}
        send={({ notes }) => {
          change(task, { notes }, `Notes saved: ${task.title}`);
          form.begin({ notes });
        }}
      >
        <TextArea label="Your notes" {...form.field("notes")} />
      </FormOnce>
    </section>
  );
}
