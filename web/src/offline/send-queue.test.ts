import { ProblemError } from "@alva/contracts/problem-error";
import { type ProblemCode, problems } from "@alva/contracts/problem";
import { expect, test } from "vitest";
import { attempt, sendQueue } from "./send-queue.ts";

const refusal = (code: ProblemCode, retryAfterSeconds?: number) =>
  new ProblemError(
    { code, status: problems[code].status, detail: "No.", request_id: "r" },
    retryAfterSeconds,
  );

/** A queue in memory, whose items say what becomes of them. */
function queueOf(items: string[], send: (item: string) => Promise<string>) {
  const told: string[] = [];
  return {
    told,
    items,
    queue: {
      first: () => Promise.resolve(items[0]),
      send,
      settle: (item: string, { kind }: { readonly kind: string }) => {
        told.push(`${item} ${kind}`);
        return Promise.resolve();
      },
      remove: (item: string) => {
        items.splice(items.indexOf(item), 1);
        return Promise.resolve();
      },
    },
  };
}

test("what waits is sent in its order, and a refused one does not hold up the next", async () => {
  const { queue, told, items } = queueOf(["a", "b", "c"], (item) =>
    item === "b" ? Promise.reject(refusal("state_conflict")) : Promise.resolve(item),
  );
  expect(await sendQueue(queue)).toEqual({ isEmpty: true, sent: 3, afterSeconds: undefined });
  expect(told).toEqual(["a taken", "b refused", "c taken"]);
  expect(items).toEqual([]);
});

test("without an answer everything stays, in its order, and is sent another time", async () => {
  let isReachable = false;
  const sent: string[] = [];
  const { queue, items } = queueOf(["a", "b"], (item) => {
    sent.push(item);
    return isReachable ? Promise.resolve(item) : Promise.reject(new TypeError("Failed to fetch"));
  });
  expect(await sendQueue(queue)).toMatchObject({ isEmpty: false, sent: 0 });
  expect(items).toEqual(["a", "b"]);
  isReachable = true;
  expect(await sendQueue(queue)).toMatchObject({ isEmpty: true, sent: 2 });
  expect(sent).toEqual(["a", "a", "b"]);
});

test("what is put in while it is being sent is sent too", async () => {
  const { queue, told, items } = queueOf(["a"], (item) => {
    if (item === "a") items.push("b");
    return Promise.resolve(item);
  });
  await sendQueue(queue);
  expect(told).toEqual(["a taken", "b taken"]);
});

test.each([
  ["session_invalid", "later"],
  ["access_token_expired", "later"],
  ["rate_limited", "later"],
  ["request_timeout", "later"],
  ["dependency_unavailable", "later"],
  ["internal", "later"],
  ["not_found", "refused"],
  ["state_conflict", "refused"],
  ["validation_failed", "refused"],
  ["idempotency_key_reused", "refused"],
] as const)("an answer of %s means %s", async (code, kind) => {
  expect(await attempt(() => Promise.reject(refusal(code)))).toMatchObject({ kind });
});

test("a pause that is asked for is kept", async () => {
  expect(await attempt(() => Promise.reject(refusal("rate_limited", 30)))).toEqual({
    kind: "later",
    afterSeconds: 30,
  });
});
