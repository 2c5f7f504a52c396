import type { LedgerLine } from "@alva/contracts/ledger";
import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { MasterPlan, PlanTask } from "@alva/contracts/master-plan";
import { isInPlan } from "./in-plan.ts";
import { markdownText as line } from "./markdown.ts";

interface ReadyPlan {
  /** The strategy; null when the plan has none. */
  readonly customPlan: CustomPlan | null;
  readonly masterPlan: MasterPlan;
  readonly ledger: readonly LedgerLine[];
}

/**
 * A plan as a document to read and keep: the direction, then each week's tasks, what is parked or refused, and the ledger of
 * decisions.
 */
export function planMarkdown({ customPlan, masterPlan, ledger }: ReadyPlan): string {
  const { plan, tasks } = masterPlan;
  const weeks = Map.groupBy(tasks.filter(isInPlan), ({ week }) => week);
  const sections = [
    customPlan ? direction(customPlan) : "# Your 90-day plan\n",
    `${plan.window_start} to ${plan.window_end}, ${plan.weekly_capacity_hours} hours a week, ${line(plan.timezone)}\n`,
    ...(customPlan ? [strategy(customPlan)] : []),
    ...[...weeks]
      .toSorted(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
      .map(([week, due]) => taskList(week === null ? "Without a date" : `Week ${week}`, due)),
    taskList(
      "Parked",
      tasks.filter(({ status }) => status === "deferred"),
    ),
    taskList(
      "Not for me",
      tasks.filter(({ status }) => status === "skipped"),
    ),
    list(
      "What I merged, moved and left out",
      ledger.map(({ text, restored }) => `${line(text)}${restored ? " It is back on the board." : ""}`),
    ),
  ];
  return sections.filter((section) => section !== "").join("\n");
}

function direction({ headline, summary }: CustomPlan): string {
  return `# ${line(headline)}\n\n${line(summary)}\n`;
}

function strategy(plan: CustomPlan): string {
  return [
    list(
      "Channels",
      plan.channels.map(({ channel, platform, priority, cadence_text, kpi, because }) => {
        const name = line(platform ?? channel);
        const why = because.map(({ note }) => line(note)).join(" ");
        return `**${name}** (${priority}): ${line(cadence_text)}. ${line(kpi.name)}: ${line(kpi.target)}. ${why}`;
      }),
    ),
    list(
      "Content pillars",
      plan.content_pillars.map(({ name, description }) => `**${line(name)}**: ${line(description)}`),
    ),
    list(
      "Seasons and hooks",
      plan.priority_seasons.map(
        ({ name, starts_on, ends_on, idea, because }) =>
          `**${line(name)}** (${starts_on} to ${ends_on}): ${line(idea)} ${because.map(({ note }) => line(note)).join(" ")}`,
      ),
    ),
    list(
      "Measures",
      plan.kpis.map(({ name, target, measure }) => `**${line(name)}**: ${line(target)}. ${line(measure)}`),
    ),
    list("Strategy notes", plan.strategy_notes.map(line)),
  ]
    .filter((section) => section !== "")
    .join("\n");
}

function taskList(title: string, tasks: readonly PlanTask[]): string {
  return list(title, tasks.map(taskItem));
}

function taskItem({
  title,
  due_date,
  estimated_minutes,
  channel,
  status,
  desc,
  steps,
  because,
}: PlanTask): string {
  const facts = [...(due_date === null ? [] : [due_date]), `${estimated_minutes} min`, channel];
  const details = [
    ...(desc === "" ? [] : [line(desc)]),
    ...steps.map((step, index) => `Step ${index + 1}: ${line(step)}`),
    ...because.map(({ note }) => `Why: ${line(note)}`),
  ];
  const box = status === "done" ? "[x]" : "[ ]";
  return [
    `${box} **${line(title)}** (${facts.join(", ")})`,
    ...details.map((detail) => `  - ${detail}`),
  ].join("\n");
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  return `## ${title}\n\n${items.map((item) => `- ${item}\n`).join("")}`;
}
