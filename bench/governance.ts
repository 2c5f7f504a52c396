import { govern } from "@alva/planning/governance";
import type { Figure } from "./table.ts";

const sizes = [100, 1_000, 10_000];
/** Ten times the tasks may take twelve times as long: a quadratic step would take a hundred. */
const ratioBudget = 12;

const rounds = 15;
const tasksPerRound = 10_000;

const verbs = ["Write", "Film", "Plan", "Review", "Send", "Refresh", "Ask", "Thank", "Map", "Collect"];
const things = [
  "menu",
  "workshop",
  "window",
  "bundle",
  "letter",
  "stall",
  "recipe",
  "lamp",
  "garden",
  "ticket",
];

/** How governance grows with the number of proposed tasks: time per size, and the ratio of the two largest. */
export function governanceFigures(): Figure[] {
  const times = fastestOf(sizes);
  const ratio = (times[2]?.ms ?? Number.NaN) / (times[1]?.ms ?? Number.NaN);
  return [
    ...times.map(({ count, ms }) => ({ name: `${count} tasks`, value: ms, unit: "ms" })),
    { name: "10,000 tasks against 1,000", value: ratio, unit: "times", budget: ratioBudget },
  ];
}

/** Titles of the usual length: they differ enough not to be merged and share words, so that duplicates are looked for. */
function inputOf(count: number): Parameters<typeof govern>[0] {
  const tasks = Array.from({ length: count }, (_, index) => ({
    module_task_id: `soc_${index}`,
    title: `${verbs[index % 10]} the ${things[Math.floor(index / 10) % 10]} offer for guest ${index} in lane ${index % 97}`,
    desc: "",
    channel: "social",
    tags: index % 3 === 0 ? ["quick_win"] : ["evergreen"],
    effort: index % 3 === 0 ? 1 : (index % 3) + 1,
    suggested_week: (index % 13) + 1,
    because: [{ path: "constraints.brand_nos", note: "bench" }],
  }));
  return {
    client_id: "bench",
    timezone: "Europe/London",
    generated_at: "2026-08-20T10:00:00Z",
    weekly_capacity_hours: 20,
    effective_ad_budget: 400,
    channel_enables: {},
    platform_enables: {},
    modules: [{ module_key: "social", tasks }],
  };
}

/**
 * Milliseconds of one merge of each size, in the least disturbed of several rounds. In a round every size handles equally
 * many tasks, so that garbage collection weighs on all alike; sizes take turns, so that a drift of the machine does too.
 */
function fastestOf(counts: readonly number[]): { count: number; ms: number }[] {
  const timed = counts.map((count) => ({ count, input: inputOf(count), ms: Number.POSITIVE_INFINITY }));
  for (let round = 0; round < rounds; round += 1) {
    for (const size of timed) size.ms = Math.min(size.ms, timeOf(size.input, tasksPerRound / size.count));
  }
  return timed.map(({ count, ms }) => ({ count, ms }));
}

function timeOf(input: Parameters<typeof govern>[0], merges: number): number {
  const start = performance.now();
  for (let merge = 0; merge < merges; merge += 1) govern(input);
  return (performance.now() - start) / merges;
}
