import type { Task } from "@alva/contracts/task";
import { useEffect, useState } from "react";
import type { DragEngine } from "./drag-engine.ts";

/** Dragging, loaded once something to drag with has come near; undefined until then. */
export function useDragEngine(
  isWanted: boolean,
  onDrop: (task: Task, to: Task["status"]) => void,
): DragEngine | undefined {
  const [engine, setEngine] = useState<DragEngine>();
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOver = false;
    let created: DragEngine | undefined;
    const load = async () => {
      const { createDragEngine } = await import("./drag-engine.ts");
      if (isOver) return;
      created = createDragEngine(onDrop);
      setEngine(created);
    };
    // Without it there is "Move to…" still.
    load().catch(() => undefined);
    return () => {
      isOver = true;
      setEngine(undefined);
      created?.destroy();
    };
  }, [isWanted, onDrop]);
  return engine;
}
