// oxlint-disable-next-line import/no-unassigned-import -- puts the browser's database into Node
import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { createDeviceStore } from "./device-store.ts";

const owner = (id: string = randomUUID()) => ({ id, email: `${id}@example.com`, erases_at: null });
const open = () => createDeviceStore(randomUUID());

afterEach(() => void vi.unstubAllGlobals());

test("what an account kept is there when it comes again", async () => {
  const [store, account] = [open(), owner()];
  await store.claim(account);
  await store.update(account.id, "changes", () => ["one"]);
  await store.claim(account);
  expect(await store.read(account.id, "changes")).toEqual(["one"]);
  expect(await store.owner()).toEqual(account);
});

test("another account that signs in finds nothing of the one before, who finds nothing either", async () => {
  const [store, first, second] = [open(), owner(), owner()];
  await store.claim(first);
  await store.update(first.id, "changes", () => ["secret"]);
  await store.claim(second);
  expect(await store.read(second.id, "changes")).toBeUndefined();
  await store.claim(first);
  expect(await store.read(first.id, "changes")).toBeUndefined();
});

test("a tab that writes late, after its account left, leaves nothing behind", async () => {
  const [store, first, second] = [open(), owner(), owner()];
  await store.claim(first);
  await store.forget();
  await store.update(first.id, "changes", () => ["late"]);
  await store.claim(second);
  await store.update(first.id, "changes", () => ["later"]);
  expect(await store.read(second.id, "changes")).toBeUndefined();
});

test("of two tabs that add at the same moment neither loses what it added", async () => {
  const [store, account] = [open(), owner()];
  await store.claim(account);
  const add = (item: string) =>
    store.update(account.id, "changes", (before) => [...(Array.isArray(before) ? before : []), item]);
  await Promise.all(["a", "b", "c", "d"].map(add));
  expect(await store.read(account.id, "changes")).toEqual(["a", "b", "c", "d"]);
});

test("signing out deletes all, the name of the owner too", async () => {
  const [store, account] = [open(), owner()];
  await store.claim(account);
  await store.update(account.id, "queries", () => "plan");
  await store.forget();
  expect(await store.owner()).toBeUndefined();
  await store.claim(account);
  expect(await store.read(account.id, "queries")).toBeUndefined();
});

test.each([
  ["no database", undefined],
  [
    "one that refuses",
    {
      open: () => {
        throw new DOMException("Not in a private window.", "SecurityError");
      },
    },
  ],
])("a browser with %s keeps what is done for as long as the page lives", async (_case, database) => {
  vi.stubGlobal("indexedDB", database);
  const [store, account] = [open(), owner()];
  await store.claim(account);
  const add = (item: string) =>
    store.update(account.id, "changes", (before) => [...(Array.isArray(before) ? before : []), item]);
  await Promise.all(["a", "b"].map(add));
  expect(await store.read(account.id, "changes")).toEqual(["a", "b"]);
  await store.claim(owner());
  expect(await store.read(account.id, "changes")).toBeUndefined();
});
