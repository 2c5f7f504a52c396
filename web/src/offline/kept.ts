import type { CardId } from "@alva/contracts/onboarding-cards";
import { Task } from "@alva/contracts/task";
import * as z from "zod";
import { create } from "zustand";
import { CardDraft } from "./card-drafts.ts";
import { deviceStore } from "./device-store.ts";
import { QueuedChange } from "./task-changes.ts";

/** What waits on this device for the server, as this tab knows it; the same in every tab of one account. */
interface Kept {
  /** Whose it is; undefined while nothing has been read, and after a sign-out. */
  readonly accountId: string | undefined;
  /** In the order they were made, which is the order they are sent in. */
  readonly changes: readonly QueuedChange[];
  /** At most one a card. */
  readonly drafts: readonly CardDraft[];
}

const nothing: Kept = { accountId: undefined, changes: [], drafts: [] };

export const useKept = create<Kept>()(() => nothing);

const Word = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("changed") }),
  z.object({ kind: z.literal("forgotten") }),
  z.object({ kind: z.literal("taken"), task: Task }),
]);
/** What tabs tell each other. `taken`: the server took a change, and the task is now so. */
type Word = z.infer<typeof Word>;

let channel: BroadcastChannel | undefined;
const onTaken = new Set<(task: Task) => void>();

/** Pages are also rendered ahead of time, where no tab must be heard: called by what the browser alone does. */
function tabs(): BroadcastChannel {
  if (channel !== undefined) return channel;
  channel = new BroadcastChannel("alva-kept");
  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const word = Word.safeParse(data).data;
    if (word?.kind === "forgotten") useKept.setState(nothing, true);
    if (word?.kind === "taken") for (const tell of onTaken) tell(word.task);
    if (word?.kind === "changed") void reload();
  });
  return channel;
}

function say(word: Word): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  tabs().postMessage(word);
}

/** How many things wait to be sent without the person. */
export function waitingIn({ changes, drafts }: Kept): number {
  return changes.length + drafts.filter(({ is_left }) => is_left).length;
}

/** Reads what is kept for an account, if it owns this device still. */
export async function loadKept(accountId: string): Promise<void> {
  tabs();
  if ((await deviceStore.owner())?.id !== accountId) return;
  const [changes, drafts] = await Promise.all([
    deviceStore.read(accountId, "changes"),
    deviceStore.read(accountId, "drafts"),
  ]);
  useKept.setState(
    { accountId, changes: readable(QueuedChange, changes), drafts: readable(CardDraft, drafts) },
    true,
  );
}

async function reload(): Promise<void> {
  const { accountId } = useKept.getState();
  if (accountId !== undefined) await loadKept(accountId);
}

/** Puts changes at the end of the queue. Resolves once they will survive the closing of the browser. */
export function keepChanges(added: readonly QueuedChange[]): Promise<void> {
  return keep("changes", QueuedChange, (changes) => [...changes, ...added]);
}

/** Takes a change that was answered out of the queue. */
export function dropChange(operationId: string): Promise<void> {
  return keep("changes", QueuedChange, (changes) =>
    changes.filter(({ operation }) => operation.operation_id !== operationId),
  );
}

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

/** Tells every tab, this one first, how a task is now. */
export function tellTaken(task: Task): void {
  for (const tell of onTaken) tell(task);
  say({ kind: "taken", task });
}

/** Calls `tell` whenever the server took a change, in this tab or another. Returns what ends that. */
export function followTaken(tell: (task: Task) => void): () => void {
  onTaken.add(tell);
  return () => void onTaken.delete(tell);
}

async function keep<Item>(
  key: "changes" | "drafts",
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
