// oxlint-disable-next-line import/no-unassigned-import -- puts the browser's database into Node
import "fake-indexeddb/auto";
import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keys } from "../api/keys.ts";
import { deviceStore } from "./device-store.ts";
import { followQueries, restoreQueries } from "./kept-queries.ts";

const owner = { id: "0196a5a0-0000-4000-8000-000000000001", email: "owner@example.com", erases_at: null };

beforeEach(() => vi.stubGlobal("document", new EventTarget()));
afterEach(() => void vi.unstubAllGlobals());

/** What the next visit finds of what this visit came to know. */
async function nextVisit(visit: (queries: QueryClient) => Promise<void>): Promise<QueryClient> {
  await deviceStore.claim(owner);
  const [first, second] = [new QueryClient(), new QueryClient()];
  const end = followQueries(owner.id, first);
  await visit(first);
  end();
  await restoreQueries(owner.id, second);
  return second;
}

test("an answer is there in the next visit, also when it could not be asked for anew", async () => {
  const found = await nextVisit(async (queries) => {
    queries.setQueryData(keys.dashboard, "this week");
    await expect(
      queries.fetchQuery({
        queryKey: keys.dashboard,
        queryFn: () => Promise.reject(new TypeError("offline")),
      }),
    ).rejects.toThrow("offline");
  });
  expect(found.getQueryData(keys.dashboard)).toBe("this week");
});

test("sessions and secret addresses are not kept on the device", async () => {
  const found = await nextVisit(async (queries) => {
    queries.setQueryData(keys.sessions, "where I am signed in");
    queries.setQueryData(keys.feed("tasks"), "a secret address");
  });
  expect(found.getQueryCache().getAll()).toEqual([]);
});
