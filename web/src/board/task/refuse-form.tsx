import { type Task, TaskChange } from "@alva/contracts/task";
import { useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { TextArea } from "../../onboarding/inputs/text-area.tsx";
import { useUndoableChange } from "../use-undoable-change.ts";

const { reason: Reason } = TaskChange.shape;

/** Refuses a task, with the reason if there is one to tell. */
export function RefuseForm({ task, onDone }: { readonly task: Task; readonly onDone: () => void }) {
  const change = useUndoableChange();
  const [typed, setTyped] = useState("");
  const reason = Reason.safeParse(typed.trim() === "" ? undefined : typed);
  const refuse = () => {
    if (!reason.success) return;
    change(
      task,
      { status: "skipped", ...(reason.data === undefined ? {} : { reason: reason.data }) },
      `Not for me: ${task.title}`,
    );
    onDone();
  };
  return (
    <div className="flex flex-col gap-3 rounded-card bg-soft p-3">
      <TextArea
        label="Why not? (you need not say)"
        help="Your next plan takes it into account."
        value={typed}
        error={reason.error?.issues[0]?.message}
        onChange={setTyped}
      />
      <div className="flex flex-wrap gap-2">
        <Button kind="secondary" onClick={refuse}>
          Leave it out
        </Button>
        <Button kind="text" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
