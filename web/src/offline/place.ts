import { createStore, promisifyRequest } from "idb-keyval";

/** Values by their keys, for as long as one use of them takes. */
export interface Values {
  get(key: string): Promise<unknown>;
  put(value: unknown, key: string): void;
  clear(): void;
}

/** Lets `work` use the values without anybody else between. Resolves once what was written is kept. */
export type Place = <Answer>(
  mode: IDBTransactionMode,
  work: (values: Values) => Promise<Answer>,
) => Promise<Answer>;

/** A place in IndexedDB, which survives the closing of the browser. Rejects where the browser has none to give. */
export async function databasePlace(name: string): Promise<Place> {
  const use = createStore(name, "kept");
  // Some private windows have no database, others refuse to open one.
  await use("readonly", (store) => promisifyRequest(store.count()));
  return (mode, work) =>
    use(mode, async (store) => {
      const answer = await work({
        get: (key) => promisifyRequest<unknown>(store.get(key)),
        put: (value, key) => void store.put(value, key),
        clear: () => void store.clear(),
      });
      if (mode === "readwrite") await promisifyRequest(store.transaction);
      return answer;
    });
}

/** A place in this page, which is gone with it. */
export function memoryPlace(): Place {
  const kept = new Map<string, unknown>();
  const values: Values = {
    get: (key) => Promise.resolve(kept.get(key)),
    put: (value, key) => void kept.set(key, value),
    clear: () => kept.clear(),
  };
  let last: Promise<unknown> = Promise.resolve();
  return (_mode, work) => {
    const answer = last.then(() => work(values));
    last = answer.catch(() => undefined);
    return answer;
  };
}
