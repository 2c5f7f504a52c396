import { AccessGrant } from "@alva/contracts/auth";
import { createStore, promisifyRequest } from "idb-keyval";
import type * as z from "zod";

const Owner = AccessGrant.shape.account;
/** The account whose work this device keeps. */
export type Owner = z.infer<typeof Owner>;

const ownerKey = "owner";

/**
 * What this browser keeps of one account, in IndexedDB. There is one owner at a time: whoever claims the store empties it of
 * everybody else's, and nothing is read or written for an account that does not own it, however late a tab comes with it
 * (product specification, section 5). Access tokens are never among it.
 */
export function createDeviceStore(name: string) {
  const use = createStore(name, "kept");
  return {
    /** Whose work is kept here, if anybody's. */
    owner: (): Promise<Owner | undefined> => use("readonly", ownerIn),
    /** Makes an account the owner; what another one left is deleted in the same moment. */
    claim: (account: Owner): Promise<void> =>
      use("readwrite", async (store) => {
        const before = await ownerIn(store);
        if (before?.id !== account.id) store.clear();
        store.put(account, ownerKey);
        return promisifyRequest(store.transaction);
      }),
    read: (accountId: string, key: string): Promise<unknown> =>
      use("readonly", async (store) =>
        (await isOwner(store, accountId)) ? promisifyRequest<unknown>(store.get(key)) : undefined,
      ),
    /** Puts a value in the place of the one before, which no other tab can have changed meanwhile. */
    update: (accountId: string, key: string, change: (before: unknown) => unknown): Promise<void> =>
      use("readwrite", async (store) => {
        if (!(await isOwner(store, accountId))) return undefined;
        store.put(change(await promisifyRequest<unknown>(store.get(key))), key);
        return promisifyRequest(store.transaction);
      }),
    /** Deletes everything, the name of the owner too. */
    forget: (): Promise<void> =>
      use("readwrite", (store) => {
        store.clear();
        return promisifyRequest(store.transaction);
      }),
  };
}

async function ownerIn(store: IDBObjectStore): Promise<Owner | undefined> {
  return Owner.safeParse(await promisifyRequest<unknown>(store.get(ownerKey))).data;
}

async function isOwner(store: IDBObjectStore, accountId: string): Promise<boolean> {
  return (await ownerIn(store))?.id === accountId;
}

/** The store of this browser. */
export const deviceStore = createDeviceStore("alva");
