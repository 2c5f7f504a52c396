import { ProblemError } from "@alva/contracts/problem-error";
import { type ProblemCode, problems } from "@alva/contracts/problem";
import { expect, test } from "vitest";
import { type Answered, attempt, sendQueue, type Settled } from "./send-queue.ts";

const refusal = (code: ProblemCode, retryAfterSeconds?: number) =>
  new ProblemError(
    { code, status: problems[code].status, detail: "No.", request_id: "r" },
    retryAfterSeconds,
  );

const taken = (answer: string): Answered<string> => ({ kind: "taken", answer });
const refused: Answered<string> = { kind: "refused", problem: refusal("state_conflict") };

/** A queue in memory, of which at most two are sent together. */
function queueOf(items: string[], send: (together: readonly string[]) => Promise<Answered<string>[]>) {
  const told: string[] = [];
  const sent: string[] = [];
  return {
    told,
    sent,
    items,
    queue: {
      most: 2,
      take: (most: number) => Promise.resolve(items.slice(0, most)),
      send: (together: readonly string[]) => {
        sent.push(together.join(""));
        return send(together);
      },
      settle: (answered: readonly Settled<string, string>[]) => {
        told.push(...answered.map(({ item, answered: { kind } }) => `${item} ${kind}`));
        return Promise.resolve();
      },
      remove: (gone: readonly string[]) => {
        items.splice(0, items.length, ...items.filter((item) => !gone.includes(item)));
        return Promise.resolve();
      },
    },
  };
}

test("what waits is sent in its order, many together, and one that is refused stops nothing", async () => {
  const { queue, told, sent, items } = queueOf(["a", "b", "c"], (together) =>
    Promise.resolve(together.map((item) => (item === "b" ? refused : taken(item)))),
  );
  expect(await sendQueue(queue)).toEqual({ isEmpty: true, sent: 3, afterSeconds: undefined });
  expect(sent).toEqual(["ab", "c"]);
  expect(told).toEqual(["a taken", "b refused", "c taken"]);
  expect(items).toEqual([]);
});

test("without an answer everything stays, in its order, and is sent another time", async () => {
  let isReachable = false;
  const { queue, sent, items } = queueOf(["a", "b", "c"], (together) =>
    isReachable ? Promise.resolve(together.map(taken)) : Promise.reject(new TypeError("Failed to fetch")),
  );
  expect(await sendQueue(queue)).toMatchObject({ isEmpty: false, sent: 0 });
  expect(items).toEqual(["a", "b", "c"]);
  isReachable = true;
  expect(await sendQueue(queue)).toMatchObject({ isEmpty: true, sent: 3 });
  expect(sent).toEqual(["ab", "ab", "c"]);
});

test("when a request is refused as a whole, each in it is sent alone, and the rest together again", async () => {
  const { queue, told, sent } = queueOf(["a", "b", "c", "d"], (together) =>
    together.includes("b")
      ? Promise.reject(refusal("validation_failed"))
      : Promise.resolve(together.map(taken)),
  );
  await sendQueue(queue);
  expect(sent).toEqual(["ab", "a", "b", "cd"]);
  expect(told).toEqual(["a taken", "b refused", "c taken", "d taken"]);
});

test("what is put in while it is being sent is sent too", async () => {
  const { queue, told, items } = queueOf(["a"], (together) => {
    if (together.includes("a")) items.push("b");
    return Promise.resolve(together.map(taken));
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
