import * as z from "zod";
import { isFresh, Knowledge, type Snapshot } from "./session.ts";

interface TabsOptions {
  /** Names the lock and the channel; tabs with the same name belong together. */
  readonly name: string;
  readonly current: () => Snapshot;
  /** Called with what another tab tells. */
  readonly learn: (knowledge: Knowledge) => void;
}

/** The other tabs of this browser. Nothing here rejects on its own account: without coordination a client still works. */
export interface Tabs {
  /** Runs `work` while no other tab runs its own. Does not wait for ever for one that is frozen or closed badly. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Asks the others for a living token; resolves when `current` has changed, or when nobody answered in a moment. */
  ask(): Promise<void>;
  tell(knowledge: Knowledge): void;
  /** Leaves the others. */
  close(): void;
}

/** A question is answered by those who hold a living token. */
const Message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("question") }),
  z.object({ kind: z.literal("news"), knowledge: Knowledge }),
]);

/**
 * Half of the ten seconds in which auth gives the successor of a token once more: when the tab in front was frozen
 * after its request, the one that gives up waiting still gets the same successor instead of ending the session.
 */
const lockPatienceMilliseconds = 5000;
const answerPatienceMilliseconds = 150;

const alone: Tabs = {
  exclusively: (work) => work(),
  ask: async () => undefined,
  tell: () => undefined,
  close: () => undefined,
};

/**
 * Joins the tabs that have the same name, by Web Locks and a BroadcastChannel. Tokens go from memory to memory and are
 * never stored. Where a platform lacks either, this tab is alone. In Node an open client keeps the process running.
 */
export function connectTabs({ name, current, learn }: TabsOptions): Tabs {
  if (typeof BroadcastChannel === "undefined" || !globalThis.navigator?.locks) return alone;
  const { locks } = navigator;
  const channel = new BroadcastChannel(name);
  const closed = Promise.withResolvers<void>();
  const presence = `${name} open`;
  let isOpen = true;
  let onNews: (() => void) | undefined;

  // Held for as long as the client lives, so that others know whom to ask. If it fails, they refresh once more than needed.
  locks.request(presence, { mode: "shared" }, () => closed.promise).catch(() => undefined);

  channel.addEventListener("message", (event: Event) => {
    const message = Message.safeParse("data" in event ? event.data : undefined);
    if (!message.success) return;
    if (message.data.kind === "question") return answer();
    learn(message.data.knowledge);
    onNews?.();
  });

  function answer(): void {
    const snapshot = current();
    if (isFresh(snapshot)) tell(snapshot);
  }

  function tell(knowledge: Knowledge): void {
    post({ kind: "news", knowledge });
  }

  function post(message: z.input<typeof Message>): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
    if (isOpen) channel.postMessage(message);
  }

  /** The lock manager takes requests in order, so this client's own presence is among those counted. */
  async function hasOthers(): Promise<boolean> {
    const { held = [] } = await locks.query();
    return held.filter((lock) => lock.name === presence).length > 1;
  }

  return {
    async exclusively(work) {
      let working: ReturnType<typeof work> | undefined;
      const signal = AbortSignal.timeout(lockPatienceMilliseconds);
      try {
        return await locks.request(`${name} refresh`, { signal }, () => (working = work()));
      } catch {
        // Either `work` itself rejected, and does so again here, or the lock was not to be had.
        return working ?? work();
      }
    },
    async ask() {
      const known = current();
      if (!isOpen || !(await hasOthers().catch(() => true))) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, answerPatienceMilliseconds);
      onNews = () => {
        if (current() !== known) resolve();
      };
      // News may have come in while the others were counted.
      onNews();
      post({ kind: "question" });
      await promise;
      clearTimeout(timer);
    },
    tell,
    close() {
      isOpen = false;
      channel.close();
      closed.resolve();
    },
  };
}
