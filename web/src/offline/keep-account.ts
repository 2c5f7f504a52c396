import type { QueryClient } from "@tanstack/react-query";
import { deviceStore, type Owner } from "./device-store.ts";
import { followQueue } from "./follow-queue.ts";
import { followQueries, restoreQueries } from "./kept-queries.ts";
import { loadKept, useKept } from "./kept.ts";
import { readAhead } from "./read-ahead.ts";

/**
 * Makes this device an account's: what another one left is deleted, what this one left is shown, what waits is sent, and what may be
 * wanted offline is asked for. What it starts goes on until the function that it returns is called; what is kept stays until the
 * person signs out.
 */
export function keepAccount(account: Owner, queries: QueryClient): () => void {
  const endings: (() => void)[] = [];
  let isOver = false;
  async function begin(): Promise<void> {
    if (useKept.getState().accountId !== account.id) queries.clear();
    await deviceStore.claim(account);
    await restoreQueries(account.id, queries);
    await loadKept(account.id);
    if (isOver) return;
    endings.push(followQueries(account.id, queries), followQueue(account.id, queries), readAhead(queries));
  }
  void begin();
  return () => {
    isOver = true;
    for (const end of endings) end();
  };
}
