import { createHash } from "node:crypto";
import type { Settings } from "./settings.ts";

/** Remembers which message an id belongs to, for ten minutes of real time. */
export interface Deduplication {
  /** The message accepted under this key within the window. */
  find(key: string, now: number): string | undefined;
  remember(key: string, messageId: string, now: number): void;
}

const windowMs = 10 * 60_000;

/** An empty memory. Times are Unix milliseconds. */
export function createDeduplication(): Deduplication {
  const accepted = new Map<string, { messageId: string; at: number }>();
  return {
    find(key, now) {
      const known = accepted.get(key);
      return known && now - known.at < windowMs ? known.messageId : undefined;
    },
    remember(key, messageId, now) {
      // Insertion order is age order, so the expired ones are at the front.
      for (const [old, { at }] of accepted) {
        if (now - at < windowMs) break;
        accepted.delete(old);
      }
      accepted.delete(key);
      accepted.set(key, { messageId, at: now });
    },
  };
}

/** The id that a publish is known by: its own, or one made of destination, body and headers; undefined without either. */
export function deduplicationKey(destination: string, body: Buffer, settings: Settings): string | undefined {
  if (settings.deduplicationId !== undefined) return settings.deduplicationId;
  if (!settings.contentBasedDeduplication) return undefined;
  const headers = Object.entries(settings.headers).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash("sha256")
    .update(JSON.stringify([destination, headers]))
    .update(body);
  // An id given by a publisher has no ":", so the two kinds never meet.
  return `content:${hash.digest("hex")}`;
}
