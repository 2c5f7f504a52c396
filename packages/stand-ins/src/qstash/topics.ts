import type { Clock } from "./clock.ts";
import { overQuota, Refusal } from "./refusal.ts";

/** One receiver of a URL group. */
export interface Endpoint {
  readonly name?: string | undefined;
  readonly url: string;
}

/** A URL group; its older name is topic. */
export interface Topic {
  readonly name: string;
  readonly createdAt: number;
  updatedAt: number;
  endpoints: Endpoint[];
}

/** URL groups by name. */
export interface Topics {
  find(name: string): Topic | undefined;
  /** Refuses (404) a group that does not exist. */
  require(name: string): Topic;
  list(): Topic[];
  /** Creates the group if need be; an endpoint with a known name or URL is replaced. Refuses (412) a group too many. */
  addEndpoints(name: string, endpoints: readonly Endpoint[]): void;
  /** Removes by name or URL; a group without endpoints is gone. */
  removeEndpoints(name: string, endpoints: readonly Partial<Endpoint>[]): void;
  remove(name: string): void;
}

/** No URL groups. */
export function createTopics(clock: Clock, limit: number): Topics {
  const topics = new Map<string, Topic>();

  function requireTopic(name: string): Topic {
    const topic = topics.get(name);
    if (!topic) throw new Refusal(404, `topic ${name} not found`);
    return topic;
  }

  function ensure(name: string): Topic {
    const known = topics.get(name);
    if (known) return known;
    if (topics.size >= limit) throw overQuota("maxTopics", limit);
    const now = clock.now();
    const topic = { name, createdAt: now, updatedAt: now, endpoints: [] };
    topics.set(name, topic);
    return topic;
  }

  return {
    find: (name) => topics.get(name),
    require: requireTopic,
    list: () => [...topics.values()],
    addEndpoints(name, endpoints) {
      const topic = ensure(name);
      topic.updatedAt = clock.now();
      topic.endpoints = [...without(topic.endpoints, endpoints), ...endpoints];
    },
    removeEndpoints(name, endpoints) {
      const topic = requireTopic(name);
      topic.updatedAt = clock.now();
      topic.endpoints = without(topic.endpoints, endpoints);
      if (topic.endpoints.length === 0) topics.delete(name);
    },
    remove: (name) => void topics.delete(requireTopic(name).name),
  };
}

function without(endpoints: readonly Endpoint[], others: readonly Partial<Endpoint>[]): Endpoint[] {
  return endpoints.filter(
    ({ name, url }) =>
      !others.some((other) => other.url === url || (name !== undefined && other.name === name)),
  );
}
