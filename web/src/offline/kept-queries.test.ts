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

test("the first answer to a question is kept at once, a newer one within a second", async () => {
  // Neither the page's end nor the time that passes has a part in it.
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  await deviceStore.claim(owner);
  const [first, found, later] = [new QueryClient(), new QueryClient(), new QueryClient()];
  const end = followQueries(owner.id, first);
  first.setQueryData(keys.plans, "two plans");
  first.setQueryData(keys.profile, "who I am");
  first.setQueryData(keys.plans, "three plans");
  await restoreQueries(owner.id, found);
  expect([found.getQueryData(keys.plans), found.getQueryData(keys.profile)]).toEqual([
    "two plans",
    "who I am",
  ]);
  vi.advanceTimersByTime(1000);
  await restoreQueries(owner.id, later);
  expect(later.getQueryData(keys.plans)).toBe("three plans");
  end();
  vi.useRealTimers();
});

test("sessions and secret addresses are not kept on the device", async () => {
  const found = await nextVisit(async (queries) => {
    queries.setQueryData(keys.sessions, "where I am signed in");
    queries.setQueryData(keys.feed("tasks"), "a secret address");
  });
  expect(found.getQueryCache().getAll()).toEqual([]);
});
