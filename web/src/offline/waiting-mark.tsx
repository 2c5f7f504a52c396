"use client";
import { CloudOff } from "lucide-react";
import { useOnline } from "../components/ui/online.ts";
import { useConnection } from "./connection.ts";
import { useKept } from "./kept.ts";
import type { QueuedWrite } from "./queued-write.ts";

/** Says of a task that something about it is on this device alone; with a connection that lasts too short to be told. */
export function WaitingMark({ taskId }: { readonly taskId: string }) {
  const waits = useKept(({ writes }) => idsIn(writes).has(taskId));
  return waits && <Mark />;
}

function Mark() {
  const isOnline = useOnline();
  const isReached = useConnection((connection) => connection.isReached);
  if (isOnline && isReached) return null;
  return (
    <span className="inline-flex items-center gap-1">
      <CloudOff aria-hidden className="size-4" /> Not sent yet
    </span>
  );
}

let [last, ids]: [readonly QueuedWrite[], ReadonlySet<string>] = [[], new Set()];

/** The tasks that wait; made once for each queue, since every card of a board asks. */
function idsIn(writes: readonly QueuedWrite[]): ReadonlySet<string> {
  if (writes !== last) [last, ids] = [writes, new Set(writes.map(({ task_id }) => task_id))];
  return ids;
}
