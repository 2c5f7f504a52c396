import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { dropRefused, useKept } from "../offline/kept.ts";
import type { RefusedTask } from "../offline/refused-task.ts";

interface RefusedTasksProps {
  /** Opens what was typed to be mended; without a plan there is nothing to add it to. */
  readonly onMend?: (task: RefusedTask) => void;
}

/** Tasks of the owner's own that could not be added: what was typed is here until it is mended or thrown away. */
export function RefusedTasks({ onMend }: RefusedTasksProps) {
  const refused = useKept((kept) => kept.refused);
  return refused.map((one) => (
    <Notice key={one.operation_id} kind="problem">
      <p>
        I couldn't add “{one.task.title}”. {one.reason} What you wrote is kept on this device.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {onMend && (
          <Button kind="secondary" onClick={() => onMend(one)}>
            Change and add again
          </Button>
        )}
        <Button kind="secondary" onClick={() => void dropRefused(one)}>
          Throw away
        </Button>
      </div>
    </Notice>
  ));
}
