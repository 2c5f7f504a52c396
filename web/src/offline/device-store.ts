import { AccessGrant } from "@alva/contracts/auth";
import type * as z from "zod";
import { databasePlace, memoryPlace, type Place, type Values } from "./place.ts";

const Owner = AccessGrant.shape.account;
/** The account whose work this device keeps. */
export type Owner = z.infer<typeof Owner>;

const ownerKey = "owner";

/**
 * What this browser keeps of one account, in IndexedDB. There is one owner at a time: whoever claims the store empties it of
 * everybody else's, and nothing is read or written for an account that does not own it, however late a tab comes with it
 * (product specification, section 5). Access tokens are never among it. A browser that keeps nothing, in a private window say,
 * has it for as long as the page lives.
 */
export function createDeviceStore(name: string) {
  let place: Promise<Place> | undefined;
  async function use<Answer>(
    mode: IDBTransactionMode,
    work: (values: Values) => Promise<Answer>,
  ): Promise<Answer> {
    place ??= databasePlace(name).catch(memoryPlace);
    return (await place)(mode, work);
  }
  return {
    /** Whose work is kept here, if anybody's. */
    owner: (): Promise<Owner | undefined> => use("readonly", ownerIn),
    /** Makes an account the owner; what another one left is deleted in the same moment. */
    claim: (account: Owner): Promise<void> =>
      use("readwrite", async (values) => {
        const before = await ownerIn(values);
        if (before?.id !== account.id) values.clear();
        values.put(account, ownerKey);
      }),
    read: (accountId: string, key: string): Promise<unknown> =>
      use("readonly", async (values) => ((await isOwner(values, accountId)) ? values.get(key) : undefined)),
    /** Puts a value in the place of the one before, which no other tab can have changed meanwhile. */
    update: (accountId: string, key: string, change: (before: unknown) => unknown): Promise<void> =>
      use("readwrite", async (values) => {
        if (await isOwner(values, accountId)) values.put(change(await values.get(key)), key);
      }),
    /** Deletes everything, the name of the owner too. */
    forget: (): Promise<void> => use("readwrite", async (values) => values.clear()),
  };
}

async function ownerIn(values: Values): Promise<Owner | undefined> {
  return Owner.safeParse(await values.get(ownerKey)).data;
}

async function isOwner(values: Values, accountId: string): Promise<boolean> {
  return (await ownerIn(values))?.id === accountId;
}

/** The store of this browser. */
export const deviceStore = createDeviceStore("alva");
