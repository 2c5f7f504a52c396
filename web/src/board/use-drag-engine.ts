import type { Task } from "@alva/contracts/task";
import { useEffect, useState } from "react";
import type { DragEngine } from "./drag-engine.ts";

/** Dragging, loaded where there is something to drag with; undefined until then and elsewhere. */
export function useDragEngine(onDrop: (task: Task, to: Task["status"]) => void): DragEngine | undefined {
  const [engine, setEngine] = useState<DragEngine>();
  useEffect(() => {
    if (!matchMedia("(any-pointer: fine)").matches) return undefined;
    let isWanted = true;
    let created: DragEngine | undefined;
    const load = async () => {
      const { createDragEngine } = await import("./drag-engine.ts");
      if (!isWanted) return;
      created = createDragEngine(onDrop);
      setEngine(created);
    };
    // Without it there is "Move to…" still.
    load().catch(() => undefined);
    return () => {
      isWanted = false;
      setEngine(undefined);
      created?.destroy();
    };
  }, [onDrop]);
  return engine;
}
