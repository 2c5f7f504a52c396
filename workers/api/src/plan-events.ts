import { isFinal, type PlanEvent, type PlanStatus } from "@alva/contracts/plan";
import { ApiError } from "@alva/http/api-error";
import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { Ports } from "./ports.ts";
import { findPlanStatus } from "./queries/plan-status.ts";

const heartbeatMilliseconds = 15_000;
/** How often the database is asked when Redis cannot be listened to. */
const pollMilliseconds = 2_000;

interface OwnPlan {
  readonly userId: string;
  readonly planId: string;
}

/**
 * Streams a plan's status: as it stands, then after each change, until it is final. Changes come over Redis; every
 * heartbeat also looks at the database, so that a lost message delays a change and never hides it.
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

  async function lookFirst(): Promise<PlanStatus> {
    let status: PlanStatus | undefined;
    try {
      status = await findPlanStatus(db, plan);
    } finally {
      if (!status) await subscription.stop();
    }
    if (!status) throw new ApiError("not_found", "You have no plan with this id.");
    return status;
  }

  async function follow(stream: SSEStreamingApi, start: PlanStatus): Promise<void> {
    let latest = start;
    await write(stream, latest);
    while (!isFinal(latest.state) && !stream.aborted) {
      if (changes.length === 0) await pause();
      const heard = changes.splice(0);
      const found = heard.length > 0 ? heard : [await findPlanStatus(db, plan)];
      const fresh = found
        .filter((status) => status !== undefined)
        .filter((status) => status.sequence > latest.sequence)
        .toSorted((a, b) => a.sequence - b.sequence);
      for (const status of fresh) await write(stream, status);
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

function write(stream: SSEStreamingApi, status: PlanStatus): Promise<void> {
  const event: PlanEvent = { type: "status", at: status.updated_at, status };
  return stream.writeSSE({ id: String(status.sequence), event: event.type, data: JSON.stringify(event) });
}
