import type { Channel, PlanTask } from "@alva/contracts/master-plan";
import { slug } from "./slug.ts";

/** The closed set of flags. */
export type Flag = "quick_win" | "launch" | "seasonal" | "setup" | "evergreen";

/** What a module may say in tags: flags, and facets that governance does not write itself. */
export interface SuppliedTags {
  flags: Set<Flag>;
  facets: Set<string>;
}

const flagOf = new Map<string, Flag>([
  ["quick_win", "quick_win"],
  ["quickwin", "quick_win"],
  ["launch", "launch"],
  ["seasonal", "seasonal"],
  ["setup", "setup"],
  ["evergreen", "evergreen"],
]);
const systemFacets = new Set(["domain", "module", "module_type", "plan", "channel"]);
const modelFacets = new Set(["phase", "platform", "season", "topic"]);
const mostTopics = 5;
const priorityOfFlag: Record<Flag, PlanTask["priority"]> = {
  quick_win: 1,
  launch: 1,
  seasonal: 1,
  setup: 2,
  evergreen: 3,
};

/** Section 5.3: reads what a task says in its tags and in its platform and season fields. */
export function readTags(task: Readonly<Record<string, unknown>>): SuppliedTags {
  const flags = new Set<Flag>();
  const facets = new Set<string>();
  const topics = new Set<string>();

  for (const tag of Array.isArray(task["tags"]) ? task["tags"] : []) {
    if (typeof tag !== "string") continue;
    const flag = tag.includes(":") ? undefined : flagOf.get(slug(tag));
    const { facet, value } = readFacet(tag);
    if (flag !== undefined) flags.add(flag);
    else if (systemFacets.has(facet) || value === "") continue;
    else if (facet === "topic") topics.add(value);
    else facets.add(`${facet}:${value}`);
  }
  for (const topic of [...topics].slice(0, mostTopics)) facets.add(`topic:${topic}`);

  const [platform, season] = [slugField(task["platform"]), slugField(task["season"])];
  if (platform !== "") facets.add(`platform:${platform}`);
  if (season !== "") facets.add(`season:${season}`);
  if (season !== "") flags.add("seasonal");
  return { flags, facets };
}

/** Section 5.3: the tags of a task, with the five system facets, unique and sorted. */
export function writeTags({ flags, facets }: SuppliedTags, module: Channel, channel: Channel): string[] {
  const system = [
    "domain:task",
    `module:${module}`,
    "module_type:strategy_adaptation",
    `plan:${module}_v1_0`,
    `channel:${channel}`,
  ];
  return [...new Set([...system, ...flags, ...facets])].sort();
}

/** Section 5.3: the smallest priority of the flags, 2 without flags. */
export function priorityOf(flags: ReadonlySet<Flag>): PlanTask["priority"] {
  const priorities = [...flags].map((flag) => priorityOfFlag[flag]);
  return priorities.toSorted((a, b) => a - b)[0] ?? 2;
}

/** The slug of a text field; empty for anything that is not text. */
export function slugField(value: unknown): string {
  return typeof value === "string" ? slug(value) : "";
}

/** A tag without a facet that we know is a topic as a whole. */
function readFacet(tag: string): { facet: string; value: string } {
  const colon = tag.indexOf(":");
  const facet = colon === -1 ? "" : slug(tag.slice(0, colon));
  const isKnown = systemFacets.has(facet) || modelFacets.has(facet);
  return isKnown ? { facet, value: slug(tag.slice(colon + 1)) } : { facet: "topic", value: slug(tag) };
}
