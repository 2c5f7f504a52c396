import { onboarding } from "@alva/contracts/onboarding-cards";
import type { ProblemError } from "@alva/contracts/problem-error";
import { type Task, TaskChange } from "@alva/contracts/task";
import type { QueryClient } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import type { Change } from "../api/task-changes.ts";
import { say } from "../components/ui/toast.tsx";
import { apiClient, authClient } from "../session/clients.ts";
import { useSession } from "../session/session.ts";
import type { CardDraft } from "./card-drafts.ts";
import { useConnection } from "./connection.ts";
import {
  dropChange,
  followTaken,
  keepChanges,
  keepDraft,
  loadKept,
  tellTaken,
  useKept,
  waitingIn,
} from "./kept.ts";
import { sendDraft } from "./send-drafts.ts";
import { sendQueue } from "./send-queue.ts";
import { standingOf } from "./standing.ts";
import { isOverruled, type QueuedChange, wayTo } from "./task-changes.ts";

const firstPauseSeconds = 2;
const longestPauseSeconds = 60;

/**
 * Sends what waits on this device whenever something does and there is a connection: at the start, when something is added, when
 * the browser comes back online, and again after a pause that grows. Of several tabs one sends at a time. Returns what ends it.
 */
export function followQueue(accountId: string, queries: QueryClient): () => void {
  let isOver = false;
  let isSending = false;
  let isAskedAgain = false;
  let pauseSeconds = firstPauseSeconds;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function wake(): Promise<void> {
    if (isSending) isAskedAgain = true;
    if (isOver || isSending || !navigator.onLine || waitingIn(useKept.getState()) === 0) return;
    clearTimeout(timer);
    isSending = true;
    const { isEmpty, afterSeconds } = await navigator.locks.request("alva-queue", () => sendAll());
    isSending = false;
    useConnection.setState({ isReached: isEmpty });
    if (isEmpty) pauseSeconds = firstPauseSeconds;
    else if (!isOver) {
      timer = setTimeout(() => void wake(), (afterSeconds ?? pauseSeconds) * 1000);
      pauseSeconds = Math.min(longestPauseSeconds, pauseSeconds * 2);
    }
    if (isAskedAgain && isEmpty) {
      isAskedAgain = false;
      await wake();
    }
  }

  async function sendAll() {
    const changes = await sendQueue<QueuedChange, Task>({
      first: async () => {
        await loadKept(accountId);
        const kept = useKept.getState();
        return kept.accountId === accountId ? kept.changes[0] : undefined;
      },
      send: async ({ task_id, operation }) => {
        await requireOwner(accountId);
        return apiClient().changeTask(task_id, operation);
      },
      settle: async (change, sent) => {
        if (sent.kind === "refused") await tellRefused(queries, change, sent.problem);
        else {
          tellTaken(sent.answer);
          if (isOverruled(change, sent.answer)) tellOverruled(change, sent.answer);
        }
      },
      remove: ({ operation }) => dropChange(operation.operation_id),
    });
    if (changes.sent > 0) void queries.invalidateQueries({ queryKey: keys.dashboard });
    // The lists show what was taken already. A board of a thousand tasks is read anew when a screen opens, not after each move.
    if (changes.sent > 0) void queries.invalidateQueries({ queryKey: keys.tasks, refetchType: "none" });
    if (!changes.isEmpty) return changes;
    for (const draft of left()) {
      const owner = await requireOwner(accountId).then(
        () => true,
        () => false,
      );
      const sent = owner
        ? await sendDraft(queries, draft)
        : { kind: "later" as const, afterSeconds: undefined };
      if (sent.kind === "later")
        return { isEmpty: false, sent: changes.sent, afterSeconds: sent.afterSeconds };
      if (sent.kind === "refused") await tellUnreadable(draft);
      else if (!sent.answer.won) tellOvertaken(draft);
    }
    return changes;
  }

  const onWake = () => {
    pauseSeconds = firstPauseSeconds;
    void wake();
  };
  const unsubscribe = useKept.subscribe((now, before) => {
    if (waitingIn(now) > waitingIn(before)) onWake();
  });
  const unfollow = followTaken((task) => showTask(queries, task));
  window.addEventListener("online", onWake);
  void wake();
  return () => {
    isOver = true;
    clearTimeout(timer);
    window.removeEventListener("online", onWake);
    unsubscribe();
    unfollow();
  };
}

const left = (): CardDraft[] => useKept.getState().drafts.filter(({ is_left }) => is_left);

/** What one person did must not be sent as another, who may have signed in meanwhile in this browser. */
async function requireOwner(accountId: string): Promise<void> {
  await authClient().accessToken();
  const session = useSession.getState();
  if (session.state !== "signed_in" || session.account.id !== accountId) {
    throw new TypeError("the queue is somebody else's");
  }
}

/** Shows a task as it is now in every list that has it. */
function showTask(queries: QueryClient, task: Task): void {
  queries.setQueriesData<Task[]>({ queryKey: keys.tasks }, (before) =>
    Array.isArray(before) ? before.map((one) => (one.id === task.id ? task : one)) : before,
  );
}

async function tellRefused(queries: QueryClient, change: QueuedChange, problem: ProblemError): Promise<void> {
  const { title, operation } = change;
  await queries.invalidateQueries({ queryKey: keys.tasks, refetchType: "all" });
  const [now] = queries
    .getQueriesData<Task[]>({ queryKey: keys.tasks })
    .flatMap(([, tasks]) => tasks?.filter(({ id }) => id === change.task_id) ?? []);
  if (now === undefined) {
    say({ sentence: `I couldn't change “${title}”. ${problem.message}`, isProblem: true });
    return;
  }
  const again = againFrom(now, operation);
  say({
    sentence: `“${title}” stays as it is on the server: ${standingOf(now, operation)}. ${problem.message}`,
    isProblem: true,
    ...(again.length === 0 ? {} : { undo: () => void doAgain(change, again) }),
  });
}

/** The changes that make a refused one after all, from how the task stands by now; none when there is no way. */
function againFrom(now: Task, operation: TaskChange): Change[] {
  const { operation_id: _id, at: _at, reason: _reason, status, ...fields } = operation;
  if (status === undefined || status === now.status) return [fields];
  const way = wayTo(status, now.status);
  return way.map((next) => (next === status ? { ...fields, status } : { status: next }));
}

function tellOverruled(change: QueuedChange, answer: Task): void {
  say({
    sentence: `“${change.title}” was changed later on another device. It is now: ${standingOf(answer, change.operation)}.`,
    isProblem: true,
    undo: () => void doAgain(change, againFrom(answer, change.operation)),
  });
}

/** Makes changes anew, now: the later action wins. */
async function doAgain(
  { operation: _refused, ...task }: QueuedChange,
  changes: readonly Change[],
): Promise<void> {
  const at = new Date().toISOString();
  await keepChanges(
    changes.map((change) => ({
      ...task,
      operation: TaskChange.parse({ ...change, operation_id: crypto.randomUUID(), at }),
    })),
  );
}

async function tellUnreadable(draft: CardDraft): Promise<void> {
  await keepDraft({ ...draft, is_left: false });
  say({
    sentence: `Your answer to “${titleOf(draft)}” needs another look. It is kept on this device.`,
    isProblem: true,
  });
}

function tellOvertaken(draft: CardDraft): void {
  say({
    sentence: `“${titleOf(draft)}” was answered later on another device. That answer stands.`,
    isProblem: true,
    undo: () => void keepDraft({ ...draft, answered_at: new Date().toISOString() }),
  });
}

function titleOf({ card }: CardDraft): string {
  return onboarding.cards.find(({ id }) => id === card)?.title ?? "A card";
}
