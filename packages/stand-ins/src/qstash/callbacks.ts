import type { Outcome } from "./deliverer.ts";
import type { Draft, Message } from "./message.ts";
import type { Callback } from "./settings.ts";

/** The attempt that a callback tells about. */
interface Result {
  readonly message: Message;
  readonly outcome: Outcome;
  /** Retries before this attempt. */
  readonly retried: number;
  /** Only of a failure callback: where the message now lies. */
  readonly dlqId?: string;
}

/** The message that carries a result to its callback: a message of its own, with its own id, retries and end. */
export function draftCallback({ url, settings }: Callback, result: Result): Draft {
  const payload = callbackPayload(result);
  const { sourceHeader: _, sourceBody: __, ...harmless } = payload;
  return {
    url,
    settings,
    body: Buffer.from(JSON.stringify(payload)),
    callbackOf: result.message.id,
    // People read this on a page: the response as text, and nothing of the source, whose headers hold secrets.
    preview: JSON.stringify({ ...harmless, header: undefined, body: result.outcome.body.toString("utf8") }),
  };
}

/** The body of a callback. Empty optional fields are left out, `retried` is one of them when it is 0. */
function callbackPayload({ message, outcome, retried, dlqId }: Result) {
  return {
    status: outcome.status,
    header: outcome.headers,
    body: base64(outcome.body),
    retried: retried === 0 ? undefined : retried,
    sourceMessageId: message.id,
    topicName: message.topicName,
    endpointName: message.endpointName,
    url: message.url,
    method: message.settings.method,
    sourceHeader: message.settings.headers,
    sourceBody: base64(message.body),
    maxRetries: message.settings.retries,
    notBefore: message.notBefore,
    createdAt: message.createdAt,
    scheduleId: message.scheduleId,
    callerIP: message.callerIp,
    dlqId,
  };
}

function base64(bytes: Buffer): string | undefined {
  return bytes.length === 0 ? undefined : bytes.toString("base64");
}
