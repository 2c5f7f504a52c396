import { type OwnTask, type Task, TaskChange } from "@alva/contracts/task";
import type { QueryClient } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import type { Change } from "../api/task-changes.ts";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { dropWrites, keepRefused, keepWrites, useKept } from "./kept.ts";
import { operationIdOf, type QueuedWrite } from "./queued-write.ts";
import { refusedTask } from "./refused-task.ts";
import type { Settled } from "./send-queue.ts";
import { standingOf } from "./standing.ts";
import { isOverruled, wayTo } from "./task-writes.ts";

type SettledWrite = Settled<QueuedWrite, Task | null>;

/** Tells the person which writes were refused, how it stands now, and how to get there after all. */
export async function tellRefused(queries: QueryClient, settled: readonly SettledWrite[]): Promise<void> {
  const refused = settled.flatMap(({ item, answered }) =>
    answered.kind === "refused" ? [{ item, reason: sentenceOf(answered.problem) }] : [],
  );
  if (refused.length === 0) return;
  await queries.invalidateQueries({ queryKey: keys.tasks, refetchType: "all" });
  const now = new Map(
    queries
      .getQueriesData<Task[]>({ queryKey: keys.tasks })
      .flatMap(([, tasks]) => tasks?.map((task) => [task.id, task] as const) ?? []),
  );
  for (const { item, reason } of refused) {
    const { write } = item;
    if (write.kind === "add") await putAside(item, write.operation, reason);
    if (write.kind === "change" && waits(item)) {
      tellRefusedChange({ item, change: write.operation, now: now.get(item.task_id), reason });
    }
    if (write.kind === "delete" && now.has(item.task_id)) {
      say({ sentence: `I couldn't delete “${item.title}”. ${reason}`, isProblem: true });
    }
  }
}

/** What was typed stays on the device. The writes behind it go with it: they are of a task that does not come. */
async function putAside({ task_id }: QueuedWrite, operation: OwnTask, reason: string): Promise<void> {
  const own = useKept.getState().writes.filter((one) => one.task_id === task_id);
  const changes = own.flatMap(({ write }) => (write.kind === "change" ? [write.operation] : []));
  // It may have been deleted while it was on its way.
  if (!own.some(({ write }) => write.kind === "delete")) {
    const refused = refusedTask(operation, { changes, reason });
    await keepRefused(refused);
    say({
      sentence: `I couldn't add “${refused.task.title}”. ${reason} What you wrote is kept on your board.`,
      isProblem: true,
    });
  }
  await dropWrites(own);
}

const waits = (item: QueuedWrite): boolean =>
  useKept.getState().writes.some((one) => operationIdOf(one) === operationIdOf(item));

interface RefusedChange {
  readonly item: QueuedWrite;
  readonly change: TaskChange;
  /** The task as it is on the server, if it is there. */
  readonly now: Task | undefined;
  readonly reason: string;
}

function tellRefusedChange({ item, change, now, reason }: RefusedChange): void {
  if (now === undefined) {
    say({ sentence: `I couldn't change “${item.title}”. ${reason}`, isProblem: true });
    return;
  }
  const again = againFrom(now, change);
  say({
    sentence: `“${item.title}” stays as it is on the server: ${standingOf(now, change)}. ${reason}`,
    isProblem: true,
    ...(again.length === 0 ? {} : { undo: () => void doAgain(item, again) }),
  });
}

/** Tells the person which of their changes came to nothing, since something was done later elsewhere. */
export function tellOverruled(settled: readonly SettledWrite[]): void {
  for (const { item, answered } of settled) {
    const { write } = item;
    const answer = answered.kind === "taken" ? answered.answer : null;
    if (answer === null || write.kind !== "change" || !isOverruled(write.operation, answer)) continue;
    say({
      sentence: `“${item.title}” was changed later on another device. It is now: ${standingOf(answer, write.operation)}.`,
      isProblem: true,
      undo: () => void doAgain(item, againFrom(answer, write.operation)),
    });
  }
}

/** The changes that make a refused one after all, from how the task stands by now; none when there is no way. */
function againFrom(now: Task, operation: TaskChange): Change[] {
  const { operation_id: _id, at: _at, reason: _reason, status, ...fields } = operation;
  if (status === undefined || status === now.status) return [fields];
  const way = wayTo(status, now.status);
  return way.map((next) => (next === status ? { ...fields, status } : { status: next }));
}

/** Makes changes anew, now: the later action wins. */
async function doAgain(item: QueuedWrite, changes: readonly Change[]): Promise<void> {
  const at = new Date().toISOString();
  await keepWrites(
    changes.map((change) => ({
      ...item,
      is_sent: false,
      write: {
        kind: "change",
        task_id: item.task_id,
        operation: TaskChange.parse({ ...change, operation_id: crypto.randomUUID(), at }),
      },
    })),
  );
}
