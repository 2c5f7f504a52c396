import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import type { HeaderLists } from "./headers.ts";
import type { Message } from "./message.ts";

/** A message as the management endpoints give it, with what the publisher wanted redacted replaced by its hash. */
export function presentMessage(message: Message): object {
  const { settings } = message;
  return {
    messageId: message.id,
    url: message.url,
    method: settings.method,
    header: presentHeaders(message),
    ...(settings.redact.body ? { body: redacted(message.body) } : presentBytes("body", message.body)),
    maxRetries: settings.retries,
    notBefore: message.notBefore,
    createdAt: message.createdAt,
    callerIP: message.callerIp,
    topicName: message.topicName,
    endpointName: message.endpointName,
    retryDelayExpression: settings.retryDelay?.expression,
    callback: settings.callback?.url,
    failureCallback: settings.failureCallback?.url,
    queueName: settings.queueName,
    scheduleId: message.scheduleId,
    ...presentLabels(settings.labels),
    flowControlKey: settings.flowControl?.key,
    rate: settings.flowControl?.rate,
    period: settings.flowControl?.periodMs === undefined ? undefined : settings.flowControl.periodMs / 1000,
    parallelism: settings.flowControl?.parallelism,
  };
}

/** `label` as published and `labels` as a list, both absent without labels. */
export function presentLabels(labels: readonly string[]): object {
  return labels.length > 0 ? { label: labels.join(","), labels } : {};
}

/** Text under its plain name, other bytes under `<name>Base64`; nothing when empty. */
export function presentBytes(name: string, bytes: Buffer): object {
  if (bytes.length === 0) return {};
  return isUtf8(bytes) ? { [name]: bytes.toString("utf8") } : { [`${name}Base64`]: bytes.toString("base64") };
}

/** The delivery's headers, redacted as the publisher asked. */
export function presentHeaders({ settings: { headers, redact } }: Message): HeaderLists {
  const hides = (name: string) => redact.headers === "all" || redact.headers.includes(name.toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name, hides(name) ? values.map(redacted) : values]),
  );
}

function redacted(value: string | Buffer): string {
  return `REDACTED:${createHash("sha256").update(value).digest("hex")}`;
}
