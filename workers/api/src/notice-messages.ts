import { type NoticeDue, noticeDue } from "@alva/contracts/notice";
import { Client } from "@upstash/qstash";
import type { Config } from "./config.ts";

/** Hands optional mails to QStash for the auth worker, at once. Rejects when it did not take them, or when that is unknown. */
export type PublishNotices = (notices: readonly NoticeDue[]) => Promise<void>;

/** Publishes under a deduplication id, so that a mail that is handed on again is delivered once. */
export function createNoticePublisher({ qstash, authWebhookOrigin }: Config): PublishNotices {
  const client = new Client({
    baseUrl: qstash.url,
    token: qstash.token,
    devMode: false,
    retry: { retries: 1, backoff: () => 200 },
    enableTelemetry: false,
  });
  return async function publishNotices(notices) {
    if (notices.length === 0) return;
    await client.batchJSON(
      notices.map((body) => ({
        url: `${authWebhookOrigin}${noticeDue.path}`,
        body,
        deduplicationId: `notice-${body.user_id}-${body.kind}-${body.occasion}`,
        retries: 3,
      })),
    );
  };
}
