import type { Clock } from "./clock.ts";
import { createDeduplication, deduplicationKey } from "./deduplication.ts";
import { isUrl, requireUrl } from "./destination.ts";
import type { PublishHeaders } from "./headers.ts";
import type { Configuration } from "./options.ts";
import type { Queues } from "./queues.ts";
import { overQuota, Refusal } from "./refusal.ts";
import type { Runner } from "./runner.ts";
import { readSettings, type Settings } from "./settings.ts";
import type { Topics } from "./topics.ts";

/** A publish as it was asked for. */
export interface Publication {
  /** An http(s) URL or the name of a URL group, as it came. */
  readonly destination: string;
  /** Names in lower case. */
  readonly headers: PublishHeaders;
  readonly body: Buffer;
  readonly queueName?: string | undefined;
  readonly scheduleId?: string;
}

/** The answer for one destination. */
export interface Published {
  readonly messageId: string;
  readonly url: string;
  readonly deduplicated?: true;
}

/** Accepts publishes. */
export interface Publisher {
  /** One answer for a URL, a list for a URL group. Refuses what is malformed (400) or too much (412, 429). */
  publish(publication: Publication): Published | Published[];
  /** The settings of a publication, refused like a publish, without publishing. */
  check(publication: Publication): Settings;
}

interface Parts {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly topics: Topics;
  readonly queues: Queues;
  readonly runner: Runner;
}

/** A publisher that gives what it accepts to the runner. */
export function createPublisher({ configuration, clock, topics, queues, runner }: Parts): Publisher {
  const { limits } = configuration;
  const deduplication = createDeduplication();
  const quota = createDailyQuota(limits.messagesPerDay);

  function check({ destination, headers, body, queueName }: Publication): Settings {
    const read = readSettings(headers);
    const settings = queueName === undefined ? read : { ...read, queueName };
    if (isUrl(destination) || !topics.find(destination))
      requireUrl("destination", destination, configuration);
    for (const callback of [settings.callback, settings.failureCallback]) {
      if (callback) requireUrl("callback", callback.url, configuration);
    }
    if (body.length > limits.messageBytes) throw overQuota("maxMessageSize", limits.messageBytes);
    const delayMs = settings.notBefore === undefined ? settings.delayMs : settings.notBefore - clock.now();
    if (delayMs > limits.longestDelayMs) throw overQuota("maxDelay", limits.longestDelayMs / 1000);
    if (settings.queueName !== undefined) queues.ensure(settings.queueName);
    return settings;
  }

  return {
    check,
    publish(publication) {
      const settings = check(publication);
      const { destination, body, scheduleId } = publication;
      const topic = isUrl(destination) ? undefined : topics.find(destination);
      const key = deduplicationKey(destination, body, settings);

      const publishTo = (url: string, endpointName?: string): Published => {
        const now = clock.now();
        // Each endpoint of a group gets its own copy, so each is known by its own key.
        const ownKey = key !== undefined && topic ? `${key}:${url}` : key;
        const known = ownKey === undefined ? undefined : deduplication.find(ownKey, now);
        if (known !== undefined) return { messageId: known, url, deduplicated: true };
        quota.take(now);
        const { id } = runner.start({
          url,
          body,
          settings,
          topicName: topic?.name,
          endpointName,
          scheduleId,
        });
        if (ownKey !== undefined) deduplication.remember(ownKey, id, now);
        return { messageId: id, url };
      };

      return topic ? topic.endpoints.map(({ url, name }) => publishTo(url, name)) : publishTo(destination);
    },
  };
}

const dayMs = 86_400_000;

/** Refuses (429) what is beyond the day's messages, in the form that the client makes a daily limit error of. */
function createDailyQuota(limit: number) {
  let day = 0;
  let used = 0;
  return {
    take(now: number): void {
      const today = Math.floor(now / dayMs);
      if (today !== day) used = 0;
      day = today;
      if (used >= limit) {
        throw new Refusal(429, `Exceeded daily rate limit, limit: ${limit}`, {
          "RateLimit-Limit": String(limit),
          "RateLimit-Remaining": "0",
          "RateLimit-Reset": String(((day + 1) * dayMs) / 1000),
        });
      }
      used += 1;
    },
  };
}
