import { PlanStatus } from "@alva/contracts/plan";
import { Redis } from "@upstash/redis/cloudflare";
import type { Config } from "./config.ts";

interface WatchListener {
  readonly onStatus: (status: PlanStatus) => void;
  readonly onLost: () => void;
}

/** Tells whoever is watching a plan that it changed, and lets them listen. Lost messages are made up for by polling. */
export interface Live {
  /** Never rejects: progress is a courtesy, the plan does not depend on it. */
  announce(status: PlanStatus): Promise<void>;
  /** Calls back with each change until `stop` is called; `onLost` once when the connection cannot be kept. */
  watch(planId: string, listener: WatchListener): { stop(): Promise<void> };
}

/** Live progress over Redis publish/subscribe. */
export function createLive({ redis: { url, token } }: Config): Live {
  const redis = new Redis({
    url,
    token,
    retry: false,
    enableTelemetry: false,
    enableAutoPipelining: false,
    signal: () => AbortSignal.timeout(1000),
  });
  const listening = new Redis({ url, token, retry: false, enableTelemetry: false });
  return {
    async announce(status) {
      await redis.publish(channel(status.id), status).catch((error: unknown) => {
        console.warn(
          JSON.stringify({ level: "warn", event: "announce_failed", plan: status.id, error: nameOf(error) }),
        );
      });
    },
    watch(planId, { onStatus, onLost }) {
      const subscription = listening.subscribe<unknown>(channel(planId));
      subscription.on("message", ({ message }) => {
        const status = PlanStatus.safeParse(message);
        if (status.success) onStatus(status.data);
      });
      subscription.on("error", onLost);
      return { stop: () => subscription.unsubscribe() };
    },
  };
}

function channel(planId: string): string {
  return `plan:${planId}`;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
