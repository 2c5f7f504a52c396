import type { HeaderLists } from "./headers.ts";
import type { Message } from "./message.ts";

/** The headers of one attempt: what was published, then QStash's own, which nobody can forge by forwarding. */
export function deliveryHeaders(message: Message, retried: number, signature: string): HeaderLists {
  const { settings, id, callerIp, scheduleId, topicName } = message;
  const published = { "User-Agent": ["Upstash-QStash"], ...settings.headers };
  if (settings.hideHeaders) return published;
  return {
    ...published,
    "Upstash-Signature": [signature],
    "Upstash-Message-Id": [id],
    "Upstash-Retried": [String(retried)],
    "Upstash-Caller-Ip": [callerIp],
    "Upstash-Region": ["EU-CENTRAL-1"],
    ...(scheduleId === undefined ? {} : { "Upstash-Schedule-Id": [scheduleId] }),
    ...(topicName === undefined ? {} : { "Upstash-Topic-Name": [topicName] }),
  };
}
