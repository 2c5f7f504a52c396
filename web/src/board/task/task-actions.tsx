import type { Task } from "@alva/contracts/task";
import { useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { MoveMenu } from "../move-menu.tsx";
import { mayMove } from "../statuses.ts";
import { useMove, useUndoableChange } from "../use-undoable-change.ts";
import { RefuseForm } from "./refuse-form.tsx";

/** Where the task can go from where it is, and whether a new plan may move it. */
export function TaskActions({ task }: { readonly task: Task }) {
  const change = useUndoableChange();
  const move = useMove();
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const [isRefusing, setIsRefusing] = useState(false);
  return (
    <section aria-label="Actions" className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        {mayMove(task, "done") && <Button onClick={() => move(task, "done")}>Mark done</Button>}
        {task.status === "planned" && (
          <Button kind="secondary" onClick={() => move(task, "in_progress")}>
            Start
          </Button>
        )}
        {mayMove(task, "deferred") && (
          <Button kind="secondary" onClick={() => move(task, "deferred")}>
            Park
          </Button>
        )}
        {mayMove(task, "skipped") && (
          <Button kind="secondary" aria-expanded={isRefusing} onClick={() => setIsRefusing(!isRefusing)}>
            Not for me
          </Button>
        )}
        <Button
          kind="secondary"
          onClick={() =>
            change(
              task,
              { pinned: !task.pinned },
              task.pinned ? `Unpinned: ${task.title}` : `Pinned: ${task.title}`,
            )
          }
        >
          {task.pinned ? "Unpin" : "Pin"}
        </Button>
        <MoveMenu task={task} onMove={move} isOpen={isMenuOpen} onOpenChange={setIsMenuOpen} />
      </div>
      {isRefusing && mayMove(task, "skipped") && (
        <RefuseForm task={task} onDone={() => setIsRefusing(false)} />
      )}
    </section>
  );
}
