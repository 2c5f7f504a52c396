import { type DeskActionName, deskActions } from "@alva/contracts/chat";
import { customerData } from "../prompts/customer-data.ts";
import { type JsonSchema, strictJsonSchema } from "../prompts/strict-json-schema.ts";
import { deskActionNames } from "./actions.ts";
import { type DeskContext, type DeskTask, isOpen } from "./context.ts";
import { deskInstructions } from "./instructions.ts";
import { deskVersion } from "./version.ts";

/** A message of the conversation as the model sees it. */
export interface DeskTurn {
  readonly role: "user" | "assistant";
  readonly content: string;
}

/** The body of a chat completions request, without the model's name. */
export interface DeskRequest {
  messages: { role: "system" | "user" | "assistant"; content: string }[];
  tools: {
    type: "function";
    function: { name: string; description: string; strict: true; parameters: JsonSchema };
  }[];
  parallel_tool_calls: true;
  temperature: 0;
  max_completion_tokens: number;
  stream: true;
  stream_options: { include_usage: true };
}

/** More than three cards and three proposals need. */
const mostAnswerTokens = 1000;
const mostTasks = 150;

/**
 * Asks for the desk's answer to the last of `turns`, which are the newest 20 at most. What the person told and the plan travel as
 * one JSON message, marked as material (plan pipeline, section 1); no id of a person and no address is in it.
 */
export function deskRequest(context: DeskContext, turns: readonly DeskTurn[]): DeskRequest {
  return {
    messages: [
      { role: "system", content: deskInstructions },
      { role: "user", content: JSON.stringify(deskMaterial(context)) },
      ...turns.map(({ role, content }) => ({ role, content })),
    ],
    tools: deskActionNames.map((name) => ({
      type: "function",
      function: {
        name,
        description: descriptions[name],
        strict: true,
        parameters: strictJsonSchema(deskActions[name]),
      },
    })),
    parallel_tool_calls: true,
    temperature: 0,
    max_completion_tokens: mostAnswerTokens,
    stream: true,
    stream_options: { include_usage: true },
  };
}

function deskMaterial({ today, profile, plan, tasks }: DeskContext) {
  const strategy = plan?.strategy;
  return {
    desk_version: deskVersion,
    today,
    plan: plan && {
      window_start: plan.frame.window_start,
      window_end: plan.frame.window_end,
      weekly_capacity_hours: plan.frame.weekly_capacity_hours,
      headline: strategy?.headline ?? null,
      summary: strategy?.summary ?? null,
      channels: (strategy?.channels ?? []).map(({ channel, platform, priority, cadence_text, because }) => ({
        channel,
        platform: platform ?? null,
        priority,
        cadence: cadence_text,
        because,
      })),
      strategy_notes: strategy?.strategy_notes ?? [],
    },
    tasks: nearestFirst(tasks, today)
      .slice(0, mostTasks)
      .map(({ id, title, channel, status, due_date, estimated_minutes, priority }) => ({
        id,
        title,
        channel,
        status,
        due: due_date,
        minutes: estimated_minutes,
        priority,
      })),
    customer_data: customerData(profile),
  };
}

/** Open tasks first, then by how far their day is from today; the order is otherwise kept. */
function nearestFirst(tasks: readonly DeskTask[], today: string): DeskTask[] {
  const distance = ({ due_date }: DeskTask) =>
    due_date === null ? Infinity : Math.abs(Date.parse(due_date) - Date.parse(today));
  return tasks.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || compare(distance(a), distance(b)));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

const descriptions: Readonly<Record<DeskActionName, string>> = {
  mark_done: "Propose that a task is marked done.",
  park_task: "Propose that a task is parked: it loses its date and waits.",
  move_task: "Propose another day for a task, from today to the plan's last day.",
  add_task: "Propose a new task of the owner's own.",
  change_hours:
    "Propose to re-plan what is left for other weekly hours. The owner sees the difference first.",
  change_budget:
    "Propose to re-plan what is left for another monthly ad budget. The owner sees the difference first.",
  save_note: "Propose to keep something the owner said as a note for future plans.",
  draft_content: "Propose to draft a text for a task.",
};
