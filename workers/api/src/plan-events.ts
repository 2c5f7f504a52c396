import {
  isFinal,
  LastEventHeader,
  type PlanChangeEvent,
  type PlanEvent,
  type PlanStatus,
} from "@alva/contracts/plan";
import { ApiError } from "@alva/http/api-error";
import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { Ports } from "./ports.ts";
import { findPlanProgress, findPlanStatus } from "./queries/plan-status.ts";

/** Beyond every event of a plan, and an integer of Postgres. */
const newest = 2 ** 31 - 1;
const heartbeatMilliseconds = 15_000;
/** How often the database is asked when Redis cannot be listened to. */
const pollMilliseconds = 2_000;

interface OwnPlan {
  readonly userId: string;
  readonly planId: string;
}

type Progress = NonNullable<Awaited<ReturnType<typeof findPlanProgress>>>;

/**
 * Streams a plan's status: as it stands, then after each change, until it is final. Who comes back is told first what
 * changed since (HTML standard, `Last-Event-ID`). Changes come over Redis; every heartbeat also looks at the database, so
 * that a lost message delays a change and never hides it.
 */
export async function streamPlanEvents(c: Context, { db, live }: Ports, plan: OwnPlan): Promise<Response> {
  const changes: PlanStatus[] = [];
  let wake = nothing;
  let patience = heartbeatMilliseconds;
  // Listening starts before the first look, so that no change falls in between.
  const subscription = live.watch(plan.planId, {
    onStatus(status) {
      changes.push(status);
      wake();
    },
    onLost() {
      patience = pollMilliseconds;
      wake();
    },
  });
  const first = await lookFirst();

  return streamSSE(c, async (stream) => {
    stream.onAbort(() => wake());
    try {
      await follow(stream, first);
    } finally {
      await subscription.stop();
    }
  });

  async function lookFirst(): Promise<Progress> {
    let progress: Progress | undefined;
    try {
      progress = await findPlanProgress(db, { ...plan, after: lastEventOf(c) });
    } finally {
      if (!progress) await subscription.stop();
    }
    if (!progress) throw new ApiError("not_found", "You have no plan with this id.");
    return progress;
  }

  async function follow(stream: SSEStreamingApi, { status, missed }: Progress): Promise<void> {
    let latest = status;
    for (const { sequence, at, change } of missed) {
      const event: PlanChangeEvent = { type: "change", at, change };
      await write(stream, sequence, event);
    }
    await writeStatus(stream, latest);
    while (!isFinal(latest.state) && !stream.aborted) {
      if (changes.length === 0) await pause();
      const heard = changes.splice(0);
      const found = heard.length > 0 ? heard : [await findPlanStatus(db, plan)];
      const fresh = found
        .filter((status) => status !== undefined)
        .filter((status) => status.sequence > latest.sequence)
        .toSorted((a, b) => a.sequence - b.sequence);
      for (const status of fresh) await writeStatus(stream, status);
      if (fresh.length === 0) await stream.write(": still here\n\n");
      latest = fresh.at(-1) ?? latest;
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patience);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function nothing(): void {}

/** The number of the last event that the reader has; one that is new to the plan has missed nothing. */
function lastEventOf(c: Context): number {
  const { data } = LastEventHeader.safeParse({ "last-event-id": c.req.header("Last-Event-ID") });
  const id = data?.["last-event-id"];
  return id === undefined ? newest : Number(id);
}

function writeStatus(stream: SSEStreamingApi, status: PlanStatus): Promise<void> {
  return write(stream, status.sequence, { type: "status", at: status.updated_at, status });
}

function write(stream: SSEStreamingApi, sequence: number, event: PlanEvent | PlanChangeEvent): Promise<void> {
  return stream.writeSSE({ id: String(sequence), event: event.type, data: JSON.stringify(event) });
}
