import { createHash, createHmac, randomUUID } from "node:crypto";
import { makeOfflinePlan } from "@alva/planning/playbook/testing/offline-plan";
import { examples } from "@alva/planning/playbook/testing/profiles";
import { moduleRequest } from "@alva/planning/prompts/requests";
import { developmentOrigins } from "@alva/stand-ins/worker-variables";
import type { Ask } from "../auth/call.ts";
import type { AuthBench } from "../auth/start.ts";
import { median } from "../auth/statistics.ts";
import { takeTurns } from "../auth/turns.ts";
import type { Figure } from "../table.ts";

const rounds = { warmUp: 6, counted: 12 };
const perTurn = 5;
const sizes = [
  { name: "1 kB", bytes: 1_000 },
  { name: "100 kB", bytes: 100_000 },
  { name: "1 MB", bytes: 1_000_000 },
];

/**
 * Deliveries a second, one after the other, of a model's answer in three sizes, beside a Hono worker that only reads
 * them. They are for a plan that does not exist: verified, decoded and judged, then looked up in the database. Of the
 * smallest it is also told how much of its time each part takes.
 */
export async function deliveryFigures(bench: AuthBench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, bytes } of sizes) {
    const ask = delivery(bench, { bytes });
    const turn = (worker: "api" | "api-floor") => async () =>
      (await bench.call(worker, [ask], { repeats: perTurn })).milliseconds;
    const { ours, floor } = await takeTurns(rounds, { ours: turn("api"), floor: turn("api-floor") });
    const ratios = ours.map((milliseconds, round) => milliseconds / (floor[round] ?? Number.NaN));
    figures.push(
      { name: `${name}: ours`, value: 1000 / median(ours), unit: "/s" },
      { name: `${name}: only read`, value: 1000 / median(floor), unit: "/s" },
      { name: `${name}: time against the floor`, value: median(ratios), unit: "times" },
    );
  }
  return [...figures, ...(await shareFigures(bench))];
}

/** Deliveries that are refused one part later each; the differences are what the parts take. */
async function shareFigures(bench: AuthBench): Promise<Figure[]> {
  const bytes = 1_000;
  const asks = {
    nowhere: delivery(bench, { bytes, path: "/nowhere", status: 404 }),
    unsigned: delivery(bench, { bytes, key: "a stranger's", status: 401 }),
    unreadable: delivery(bench, { bytes, path: "/webhooks/qstash/step?plan=none", status: 422 }),
    strange: delivery(bench, { bytes, request: JSON.stringify({ not: sentRequest }), status: 400 }),
    whole: delivery(bench, { bytes }),
  };
  const turn = (ask: Ask) => async () => (await bench.call("api", [ask], { repeats: perTurn })).milliseconds;
  const times = await takeTurns(rounds, {
    nowhere: turn(asks.nowhere),
    unsigned: turn(asks.unsigned),
    unreadable: turn(asks.unreadable),
    strange: turn(asks.strange),
    whole: turn(asks.whole),
  });
  return [
    { name: "1 kB: headers, log line", value: median(times.nowhere), unit: "ms" },
    share("reading, signature", times.unsigned, times.nowhere),
    share("its schema", times.unreadable, times.unsigned),
    share("decoding", times.strange, times.unreadable),
    share("judging, one round trip to the database", times.whole, times.strange),
  ];
}

function share(name: string, until: readonly number[], from: readonly number[]): Figure {
  const differences = until.map((milliseconds, round) => milliseconds - (from[round] ?? Number.NaN));
  return { name: `1 kB: ${name}`, value: median(differences), unit: "ms" };
}

const profile = examples.service;
const { facts, plan } = makeOfflinePlan(profile, "2026-08-20T10:00:00.000Z");
/** About 12 kB, which each delivery carries beside the answer. */
const sentRequest = JSON.stringify(moduleRequest("social", { facts, profile, plan }));

interface Delivery {
  readonly bytes: number;
  readonly path?: string;
  readonly key?: string;
  /** The request that the model was sent. */
  readonly request?: string;
  /** What it is answered with. */
  readonly status?: number;
}

/** What QStash would post: a completion that is refused only after all of it has been read, unless something is wrong. */
function delivery(
  { stack }: AuthBench,
  {
    bytes,
    path = `/webhooks/qstash/step?plan=${randomUUID()}&step=social&attempt=1`,
    key = stack.secrets.qstashCurrentSigningKey,
    request = sentRequest,
    status = 204,
  }: Delivery,
): Ask {
  const completion = {
    id: "bench",
    model: "bench",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "{}" } }],
    padding: "x".repeat(Math.floor(bytes * 0.75)),
  };
  const body = JSON.stringify({
    sourceMessageId: "msg_bench",
    status: 200,
    body: Buffer.from(JSON.stringify(completion)).toString("base64"),
    sourceBody: Buffer.from(request).toString("base64"),
  });
  const signature = sign({ subject: `${developmentOrigins.api}${path}`, body }, key);
  return {
    path,
    statuses: [status],
    method: "POST",
    headers: { "Content-Type": "application/json", "Upstash-Signature": signature },
    body,
  };
}

/** A JWT as QStash signs deliveries (QStash documentation, verifying signatures); good for the whole bench. */
function sign({ subject, body }: { readonly subject: string; readonly body: string }, key: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: "Upstash",
    sub: subject,
    iat: now,
    nbf: now,
    exp: now + 3600,
    jti: `jwt_${randomUUID()}`,
    body: createHash("sha256").update(body).digest("base64url"),
  };
  const signed = [{ alg: "HS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
}
