import type { CardId } from "@alva/contracts/onboarding-cards";
import { Task } from "@alva/contracts/task";
import * as z from "zod";
import { create } from "zustand";
import { CardDraft } from "./card-drafts.ts";
import { deviceStore } from "./device-store.ts";
import { operationIdOf, QueuedWrite } from "./queued-write.ts";
import { RefusedTask } from "./refused-task.ts";

/** What waits on this device for the server, as this tab knows it; the same in every tab of one account. */
interface Kept {
  /** Whose it is; undefined while nothing has been read, and after a sign-out. */
  readonly accountId: string | undefined;
  /** In the order they were made, which is the order they are sent in. */
  readonly writes: readonly QueuedWrite[];
  /** What the server did not add, until its owner mends it or throws it away. */
  readonly refused: readonly RefusedTask[];
  /** At most one a card. */
  readonly drafts: readonly CardDraft[];
}

const nothing: Kept = { accountId: undefined, writes: [], refused: [], drafts: [] };

export const useKept = create<Kept>()(() => nothing);

const Word = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("changed") }),
  z.object({ kind: z.literal("forgotten") }),
  z.object({
    kind: z.literal("taken"),
    tasks: z.array(Task),
    deleted: z.array(Task.pick({ id: true, plan_id: true })),
  }),
]);
/** What tabs tell each other. `taken`: the server took writes; these tasks are now so, and those are no more. */
type Word = z.infer<typeof Word>;
export type Taken = Omit<Extract<Word, { kind: "taken" }>, "kind">;

let channel: BroadcastChannel | undefined;
const onTaken = new Set<(taken: Taken) => void>();

/** Pages are also rendered ahead of time, where no tab must be heard: called by what the browser alone does. */
function tabs(): BroadcastChannel {
  if (channel !== undefined) return channel;
  channel = new BroadcastChannel("alva-kept");
  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const word = Word.safeParse(data).data;
    if (word?.kind === "forgotten") useKept.setState(nothing, true);
    if (word?.kind === "taken") for (const tell of onTaken) tell(word);
    if (word?.kind === "changed") void reload();
  });
  return channel;
}

function say(word: Word): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  tabs().postMessage(word);
}

/** How many things wait to be sent without the person. */
export function waitingIn({ writes, drafts }: Kept): number {
  return writes.length + drafts.filter(({ is_left }) => is_left).length;
}

/** Reads what is kept for an account, if it owns this device still. */
export async function loadKept(accountId: string): Promise<void> {
  tabs();
  if ((await deviceStore.owner())?.id !== accountId) return;
  const [writes, refused, drafts] = await Promise.all([
    deviceStore.read(accountId, "writes"),
    deviceStore.read(accountId, "refused"),
    deviceStore.read(accountId, "drafts"),
  ]);
  useKept.setState(
    {
      accountId,
      writes: readable(QueuedWrite, writes),
      refused: readable(RefusedTask, refused),
      drafts: readable(CardDraft, drafts),
    },
    true,
  );
}

async function reload(): Promise<void> {
  const { accountId } = useKept.getState();
  if (accountId !== undefined) await loadKept(accountId);
}

/** Changes the queue, with no other tab between. Resolves once that will survive the closing of the browser. */
export function changeQueue(
  change: (queue: readonly QueuedWrite[]) => readonly QueuedWrite[],
): Promise<void> {
  return keep("writes", QueuedWrite, change);
}

/** Puts writes at the end of the queue. */
export function keepWrites(added: readonly QueuedWrite[]): Promise<void> {
  return changeQueue((queue) => [...queue, ...added]);
}

/** The first writes of an account's queue, at most so many, which count as sent from now on. */
export async function takeWrites(accountId: string, most: number): Promise<readonly QueuedWrite[]> {
  await loadKept(accountId);
  const kept = useKept.getState();
  if (kept.accountId !== accountId || kept.writes.length === 0) return [];
  let first: readonly QueuedWrite[] = [];
  await changeQueue((queue) => {
    first = queue.slice(0, most).map((write) => ({ ...write, is_sent: true }));
    return [...first, ...queue.slice(most)];
  });
  return first;
}

/** Takes writes that were answered out of the queue. */
export function dropWrites(answered: readonly QueuedWrite[]): Promise<void> {
  const ids = new Set(answered.map(operationIdOf));
  return changeQueue((queue) => queue.filter((one) => !ids.has(operationIdOf(one))));
}

/** Keeps a task that the server did not add. */
export function keepRefused(refused: RefusedTask): Promise<void> {
  return keep("refused", RefusedTask, (before) => [...withoutRefused(before, refused), refused]);
}

/** Forgets a refused task, which was mended or thrown away. */
export function dropRefused(refused: RefusedTask): Promise<void> {
  return keep("refused", RefusedTask, (before) => withoutRefused(before, refused));
}

const withoutRefused = (all: readonly RefusedTask[], { operation_id }: RefusedTask) =>
  all.filter((one) => one.operation_id !== operation_id);

/** Keeps a card's answer in the place of the one before. Resolves once it will survive the closing of the browser. */
export function keepDraft(draft: CardDraft): Promise<void> {
  return keep("drafts", CardDraft, (drafts) => [...drafts.filter(({ card }) => card !== draft.card), draft]);
}

/** Says that what is kept of a card goes on from the answer of that moment, which the server has. */
export function rebaseDraft(card: CardId, answeredAt: string): Promise<void> {
  return keep("drafts", CardDraft, (drafts) =>
    drafts.map((draft) => (draft.card === card ? { ...draft, based_on: answeredAt } : draft)),
  );
}

/** Forgets a card's answer, unless it was changed after the moment named. */
export function dropDraft(card: CardId, answeredAt: string): Promise<void> {
  return keep("drafts", CardDraft, (drafts) =>
    drafts.filter((draft) => draft.card !== card || draft.answered_at !== answeredAt),
  );
}

/** Deletes everything that is kept on this device, in every tab, because the person leaves it. */
export async function forgetDevice(): Promise<void> {
  useKept.setState(nothing, true);
  say({ kind: "forgotten" });
  await deviceStore.forget();
}

/** Tells every tab, this one first, how tasks are now. */
export function tellTaken(taken: Taken): void {
  for (const tell of onTaken) tell(taken);
  say({ kind: "taken", ...taken });
}

/** Calls `tell` whenever the server took writes, in this tab or another. Returns what ends that. */
export function followTaken(tell: (taken: Taken) => void): () => void {
  onTaken.add(tell);
  return () => void onTaken.delete(tell);
}

async function keep<Item>(
  key: "writes" | "refused" | "drafts",
  item: z.ZodType<Item>,
  change: (items: readonly Item[]) => readonly Item[],
): Promise<void> {
  const { accountId } = useKept.getState();
  if (accountId === undefined) throw new TypeError("nothing is kept for nobody");
  let after: readonly Item[] = [];
  await deviceStore.update(accountId, key, (before) => (after = change(readable(item, before))));
  if (useKept.getState().accountId !== accountId) return;
  useKept.setState({ [key]: after });
  say({ kind: "changed" });
}

/** The items that this version of the app understands. */
function readable<Item>(item: z.ZodType<Item>, stored: unknown): Item[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one) => item.safeParse(one).data ?? []);
}
