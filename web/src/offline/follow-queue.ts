import { onboarding } from "@alva/contracts/onboarding-cards";
import type { PlanTask } from "@alva/contracts/master-plan";
import type { Plan } from "@alva/contracts/plan";
import { ProblemError } from "@alva/contracts/problem-error";
import type { Task } from "@alva/contracts/task";
import { mostWrites, type TasksWritten } from "@alva/contracts/task-writes";
import type { QueryClient } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import { say } from "../components/ui/toast.tsx";
import { apiClient, authClient } from "../session/clients.ts";
import { useSession } from "../session/session.ts";
import type { CardDraft } from "./card-drafts.ts";
import { useConnection } from "./connection.ts";
import {
  dropWrites,
  followTaken,
  keepDraft,
  type Taken,
  takeWrites,
  tellTaken,
  useKept,
  waitingIn,
} from "./kept.ts";
import { operationIdOf, type QueuedWrite } from "./queued-write.ts";
import { sendDraft } from "./send-drafts.ts";
import { type Answered, sendQueue, type Settled } from "./send-queue.ts";
import { tellOverruled, tellRefused } from "./tell-writes.ts";

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
    const changes = await sendQueue<QueuedWrite, Task | null>({
      most: mostWrites,
      take: (most) => takeWrites(accountId, most),
      send: async (writes) => {
        await requireOwner(accountId);
        const { answers } = await apiClient().writeTasks({ writes: writes.map(({ write }) => write) });
        if (answers.length !== writes.length) throw new TypeError("every write has an answer");
        return answers.map(readAnswer);
      },
      settle: async (settled) => {
        tellTaken(takenOf(settled));
        await tellRefused(queries, settled);
        tellOverruled(settled);
      },
      remove: dropWrites,
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
    if (waitingIn(now) > waitingIn(before) || newest(now) !== newest(before)) onWake();
  });
  const unfollow = followTaken((taken) => showTaken(queries, taken));
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

/** A deletion can come in the place of what it made needless. */
const newest = ({ writes }: ReturnType<typeof useKept.getState>): string | undefined => {
  const last = writes.at(-1);
  return last && operationIdOf(last);
};

const left = (): CardDraft[] => useKept.getState().drafts.filter(({ is_left }) => is_left);

/** What one person did must not be sent as another, who may have signed in meanwhile in this browser. */
async function requireOwner(accountId: string): Promise<void> {
  await authClient().accessToken();
  const session = useSession.getState();
  if (session.state !== "signed_in" || session.account.id !== accountId) {
    throw new TypeError("the queue is somebody else's");
  }
}

function readAnswer(answer: TasksWritten["answers"][number]): Answered<Task | null> {
  if (answer.kind === "taken") return { kind: "taken", answer: answer.task };
  return { kind: "refused", problem: new ProblemError({ ...answer.problem, request_id: "" }) };
}

/** The tasks as the last of these writes left them. */
function takenOf(settled: readonly Settled<QueuedWrite, Task | null>[]): Taken {
  const last = new Map(
    settled.flatMap(({ item, answered }) =>
      answered.kind === "taken" ? [[item.task_id, { item, task: answered.answer }] as const] : [],
    ),
  );
  const all = [...last.values()];
  return {
    tasks: all.flatMap(({ task }) => task ?? []),
    deleted: all.flatMap(({ item, task }) =>
      task === null ? { id: item.task_id, plan_id: item.plan_id } : [],
    ),
  };
}

/** Shows tasks as they are now in every list, each of which knows by itself what it was asked for, and in their plan. */
function showTaken(queries: QueryClient, taken: Taken): void {
  queries.setQueriesData<Task[]>({ queryKey: keys.tasks }, (before) =>
    Array.isArray(before) ? withTaken(before, taken) : before,
  );
  for (const planId of new Set([...taken.tasks, ...taken.deleted].map(({ plan_id }) => plan_id))) {
    queries.setQueryData<Plan | null>(keys.plan(planId), (before) => {
      const master = before?.master_plan;
      return master
        ? { ...before, master_plan: { ...master, tasks: withTaken(master.tasks, taken) } }
        : before;
    });
  }
}

function withTaken<Shown extends PlanTask>(
  before: readonly Shown[],
  { tasks, deleted }: Taken,
): (Shown | Task)[] {
  const after = new Map<string, Shown | Task>([...before, ...tasks].map((task) => [task.id, task]));
  for (const { id } of deleted) after.delete(id);
  return [...after.values()];
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
