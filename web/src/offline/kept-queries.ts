import {
  dehydrate,
  type DehydratedState,
  hydrate,
  type Query,
  type QueryClient,
} from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import { deviceStore } from "./device-store.ts";

/** What can be read offline. Sessions and the secret addresses of feeds are not among it. */
const kept = new Set<unknown>(
  [
    keys.dashboard,
    keys.tasks,
    keys.plan(""),
    keys.planStatus(""),
    keys.plans,
    keys.profile,
    keys.onboarding,
    keys.summary,
  ].map(([first]) => first),
);

/** Answers that another version of the app kept may have another shape. */
const version = process.env.NEXT_PUBLIC_BUILD ?? "development";
const pauseMilliseconds = 1000;

interface Stored {
  readonly version: string;
  readonly queries: DehydratedState;
}

/**
 * Puts the answers that this device kept back, where there are no newer ones. They are shown at once and asked for again, however
 * new they are: what was changed in the moment before, here or elsewhere, may be missing.
 */
export async function restoreQueries(accountId: string, queries: QueryClient): Promise<void> {
  const stored = await deviceStore.read(accountId, "queries");
  if (!isStored(stored) || stored.version !== version) return;
  hydrate(queries, stored.queries);
  void queries.invalidateQueries(
    { predicate: ({ state }) => state.dataUpdatedAt < performance.timeOrigin },
    { cancelRefetch: false },
  );
}

const isKept = ({ queryKey, state: { data } }: Query) => data !== undefined && kept.has(queryKey[0]);

/** Written by `followQueries` of this very version, or not used. */
function isStored(value: unknown): value is Stored {
  return typeof value === "object" && value !== null && "version" in value && "queries" in value;
}

/**
 * Keeps answers on this device as they come: the first of each question at once, so that a connection which is lost right away
 * takes nothing of the page, later ones at most once a second, and the last ones when the page is left. Returns what ends that;
 * going from the cards to the app does too.
 */
export function followQueries(accountId: string, queries: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isWritten = new Set<string>();
  const unsubscribe = queries.getQueryCache().subscribe((event) => {
    if (event.type !== "updated") return;
    timer ??= setTimeout(flush, pauseMilliseconds);
    const { queryHash } = event.query;
    if (event.action.type !== "success" || !isKept(event.query) || isWritten.has(queryHash)) return;
    isWritten.add(queryHash);
    flush();
  });
  function flush(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    void write();
  }
  async function write(): Promise<void> {
    const state = dehydrate(queries, {
      shouldDehydrateMutation: () => false,
      // Also what could not be asked for anew: it is the newest that there is.
      shouldDehydrateQuery: isKept,
    });
    await deviceStore.update(accountId, "queries", (): Stored => ({ version, queries: state }));
  }
  document.addEventListener("visibilitychange", flush);
  return () => {
    document.removeEventListener("visibilitychange", flush);
    unsubscribe();
    flush();
  };
}
