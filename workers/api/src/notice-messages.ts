import { type NoticeDue, noticeDue } from "@alva/contracts/notice";
import { traceparent } from "@alva/http/trace";
import { Client } from "@upstash/qstash";
import type { Config } from "./config.ts";

/** An optional mail, and the trace that it belongs to. */
export interface NoticeMessage {
  readonly notice: NoticeDue;
  readonly traceId: string;
}

/** Hands optional mails to QStash for the auth worker, at once. Rejects when it did not take them, or when that is unknown. */
export type PublishNotices = (messages: readonly NoticeMessage[]) => Promise<void>;

/** Publishes under a deduplication id, so that a mail that is handed on again is delivered once. */
export function createNoticePublisher({ qstash, authWebhookOrigin }: Config): PublishNotices {
  const client = new Client({
    baseUrl: qstash.url,
    token: qstash.token,
    devMode: false,
    retry: { retries: 1, backoff: () => 200 },
    enableTelemetry: false,
  });
  return async function publishNotices(messages) {
    if (messages.length === 0) return;
    await client.batchJSON(
      messages.map(({ notice, traceId }) => ({
        url: `${authWebhookOrigin}${noticeDue.path}`,
        body: notice,
        headers: { Traceparent: traceparent(traceId) },
        deduplicationId: `notice-${notice.user_id}-${notice.kind}-${notice.occasion}`,
        retries: 3,
      })),
    );
  };
}
