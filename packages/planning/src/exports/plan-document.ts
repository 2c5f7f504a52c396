import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { MasterPlan, PlanTask, Position, TaskStatus } from "@alva/contracts/master-plan";
import { dayName } from "../day-name.ts";
import { addDays } from "../governance/calendar.ts";
import { isInPlan } from "./in-plan.ts";
import { leftOut } from "./left-out.ts";
import type { Block } from "./pdf/block.ts";

interface PrintedPlan {
  readonly businessName: string;
  /** The strategy; null when the plan has none. */
  readonly customPlan: CustomPlan | null;
  readonly masterPlan: MasterPlan;
}

/**
 * A plan as what its owner prints and pins up: the direction, the channels with their measures, seasons, the 13 weeks
 * with their tasks to tick, and what was parked, merged or left out.
 */
export function planDocument({ businessName, customPlan, masterPlan }: PrintedPlan): Block[] {
  const { plan, tasks, meta } = masterPlan;
  const cover = [
    businessName,
    `${dayName(plan.window_start)} to ${dayName(plan.window_end)}, ${plan.window_end.slice(0, 4)}`,
    `${plan.weekly_capacity_hours} hours a week`,
    plan.timezone,
  ];
  const reasons = leftOut(meta.resolution_log);
  return [
    { kind: "title", text: customPlan?.headline ?? "Your 90-day plan" },
    { kind: "paragraph", text: cover.join(" · "), muted: true },
    ...(customPlan ? strategy(customPlan) : []),
    ...thirteenWeeks(masterPlan),
    ...checklist(
      "Without a date",
      tasks.filter((task) => isInPlan(task) && task.week === null),
    ),
    ...checklist("Parked", withStatus(tasks, "deferred")),
    ...checklist("Not for me", withStatus(tasks, "skipped")),
    ...itemList("What I merged or left out", reasons),
  ];
}

function strategy({
  summary,
  channels,
  content_pillars,
  priority_seasons,
  kpis,
  strategy_notes,
}: CustomPlan): Block[] {
  return [
    { kind: "paragraph", text: summary },
    { kind: "heading", text: "Channels" },
    {
      kind: "table",
      columns: [
        { title: "Channel", share: 2 },
        { title: "Priority", share: 1.5 },
        { title: "How often", share: 3 },
        { title: "Measure", share: 4 },
        { title: "Why", share: 5 },
      ],
      rows: channels.map(({ channel, platform, priority, cadence_text, kpi, because }) => [
        channelNames[platform ?? channel],
        priority,
        cadence_text,
        `${kpi.name}: ${kpi.target}. ${kpi.measure}`,
        because.map(({ note }) => note).join(" "),
      ]),
    },
    { kind: "heading", text: "Measures" },
    {
      kind: "table",
      columns: [
        { title: "Measure", share: 3 },
        { title: "Target", share: 3 },
        { title: "Where to read it", share: 5 },
      ],
      rows: kpis.map(({ name, target, measure }) => [name, target, measure]),
    },
    ...(priority_seasons.length === 0 ? [] : seasons(priority_seasons)),
    ...itemList(
      "What to talk about",
      content_pillars.map(({ name, description }) => `${name}: ${description}`),
    ),
    ...itemList("Strategy notes", strategy_notes),
  ];
}

function seasons(all: CustomPlan["priority_seasons"]): Block[] {
  return [
    { kind: "heading", text: "Seasons and hooks" },
    {
      kind: "table",
      columns: [
        { title: "Season", share: 2 },
        { title: "When", share: 3 },
        { title: "Idea", share: 5 },
      ],
      rows: all.map(({ name, starts_on, ends_on, idea }) => [
        name,
        `${dayName(starts_on)} to ${dayName(ends_on)}`,
        idea,
      ]),
    },
  ];
}

const weeks = 13;

function thirteenWeeks({ plan, tasks }: MasterPlan): Block[] {
  const ofWeek = Map.groupBy(tasks.filter(isInPlan), ({ week }) => week);
  return Array.from({ length: weeks }, (_, index): Block[] => {
    const due = ofWeek.get(index + 1) ?? [];
    const minutes = due.reduce((sum, task) => sum + task.estimated_minutes, 0);
    const monday = dayName(addDays(plan.window_start, index * 7));
    return [
      {
        kind: "heading",
        text: `Week ${index + 1}, from ${monday}`,
        aside:
          due.length === 0 ? "Nothing planned" : `${minutes} of ${plan.weekly_capacity_hours * 60} minutes`,
      },
      ...due.map(checkItem),
    ];
  }).flat();
}

function checklist(title: string, tasks: readonly PlanTask[]): Block[] {
  return tasks.length === 0 ? [] : [{ kind: "heading", text: title }, ...tasks.map(checkItem)];
}

function checkItem(task: PlanTask): Block {
  const { title, due_date, estimated_minutes, channel, quick_win, series, part, desc, steps, because } = task;
  const facts = [
    ...(due_date === null ? [] : [dayName(due_date)]),
    `${estimated_minutes} min`,
    channelNames[channel],
    ...(quick_win ? ["quick win"] : []),
    ...position("", series),
    ...position("part ", part),
  ];
  return {
    kind: "check",
    checked: task.status === "done",
    text: title,
    facts: facts.join(" · "),
    details: [
      ...(desc === "" ? [] : [desc]),
      ...steps.map((step, index) => `${index + 1}. ${step}`),
      ...because.map(({ note }) => `Why: ${note}`),
    ],
  };
}

function position(what: string, place: Position | null): string[] {
  return place === null ? [] : [`${what}${place.index} of ${place.total}`];
}

function itemList(title: string, texts: readonly string[]): Block[] {
  return texts.length === 0
    ? []
    : [{ kind: "heading", text: title }, ...texts.map((text): Block => ({ kind: "item", text }))];
}

function withStatus(tasks: readonly PlanTask[], status: TaskStatus): PlanTask[] {
  return tasks.filter((task) => task.status === status);
}

const channelNames = {
  ppc: "Ads",
  social: "Social",
  email: "E-mail",
  blog: "Blog",
  seo: "Search",
  ops: "Operations",
  tiktok: "TikTok",
  instagram: "Instagram",
  facebook: "Facebook",
  x: "X",
  pinterest: "Pinterest",
  youtube: "YouTube",
  linkedin: "LinkedIn",
} as const satisfies Record<PlanTask["channel"] | keyof CustomPlan["platform_enables"], string>;
