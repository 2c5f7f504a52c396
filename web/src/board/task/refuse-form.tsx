import { type Task, TaskChange } from "@alva/contracts/task";
import * as z from "zod";
import { FormOnce, useFormOnce } from "../../components/form-once.tsx";
import { Button } from "../../components/ui/button.tsx";
import { TextArea } from "../../components/ui/text-area.tsx";
import { useUndoableChange } from "../use-undoable-change.ts";

const Refusal = z.object({ reason: TaskChange.shape.reason });

/** Refuses a task, with the reason if there is one to tell. */
export function RefuseForm({ task, onDone }: { readonly task: Task; readonly onDone: () => void }) {
  const change = useUndoableChange();
  const form = useFormOnce({ schema: Refusal, start: {} });
  return (
    <div className="rounded-card bg-soft p-3">
      <FormOnce
        form={form}
        verb="Leave it out"
        beside={
          <Button kind="text" onClick={onDone}>
            Cancel
          </Button>
        }
        send={({ reason }) => {
          change(
            task,
            { status: "skipped", ...(reason !== undefined && { reason }) },
            `Not for me: ${task.title}`,
          );
          onDone();
        }}
      >
        <TextArea
          label="Why not? (you need not say)"
          help="Your next plan takes it into account."
          {...form.field("reason", { setValueAs: noneWhenEmpty })}
        />
      </FormOnce>
    </div>
  );
}

function noneWhenEmpty(text: string): string | undefined {
  return text.trim() === "" ? undefined : text;
}
