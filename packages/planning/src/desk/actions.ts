import { DeskAction, type DeskActionName, deskActions } from "@alva/contracts/chat";
import type { TaskStatus } from "@alva/contracts/master-plan";
import { allowedFrom } from "@alva/contracts/task";
import { readJson } from "../read-json.ts";
import { type DeskContext, type DeskTask, readableDate } from "./context.ts";
import { repeatsCanary } from "./canary.ts";

/** A change that may be proposed and what it does in plain words; or why not, as a sentence for the person. */
export type CheckedAction =
  | { readonly ok: true; readonly action: DeskAction; readonly summary: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Checks what a model wants to propose: the form, that the task exists, that its status allows the change, and that the date lies
 * within what is left of the plan. The summary is made of what was checked, so it says what a confirmation would do.
 */
export function checkAction(
  { name, argumentsText }: { name: string; argumentsText: string },
  context: DeskContext,
): CheckedAction {
  const parsed = DeskAction.safeParse({ name, arguments: readJson(argumentsText) });
  if (!parsed.success || repeatsCanary(argumentsText)) return refuse("I could not put that change together.");
  const action = parsed.data;
  switch (action.name) {
    case "mark_done":
      return changeOf(action, context, { status: "done", summary: (title) => `Mark “${title}” done` });
    case "park_task":
      return changeOf(action, context, { status: "deferred", summary: (title) => `Park “${title}”` });
    case "move_task":
      return move(action, context);
    case "add_task":
      return add(action, context);
    case "change_hours": {
      const hours = action.arguments.weekly_marketing_time_hours;
      if (context.plan === null) return refuse(noPlan);
      if (hours === context.plan.frame.weekly_capacity_hours) {
        return refuse(`Your plan is made for ${hours} hours a week already.`);
      }
      return propose(action, `Re-plan what is left for ${hours} hours a week`);
    }
    case "change_budget": {
      const budget = action.arguments.monthly_ad_budget;
      if (context.plan === null) return refuse(noPlan);
      if (budget === context.profile.constraints.monthly_ad_budget) {
        return refuse(`Your ad budget is $${budget} a month already.`);
      }
      return propose(action, `Re-plan what is left for $${budget} a month in ads`);
    }
    case "save_note":
      return note(action, context);
    case "draft_content":
      return ofTask(action, context, ({ title }) =>
        propose(action, `Draft ${drafts[action.arguments.kind]} for “${title}”`),
      );
  }
}

/** The names of all changes. */
export const deskActionNames = Object.keys(deskActions).filter((name): name is DeskActionName =>
  Object.hasOwn(deskActions, name),
);

const drafts = { text: "a text", outline: "an outline", post: "a post" } as const;
const noPlan = "That needs a plan, and yours is not ready yet.";

type Of<Name extends DeskActionName> = Extract<DeskAction, { name: Name }>;

function changeOf(
  action: Of<"mark_done" | "park_task">,
  context: DeskContext,
  { status, summary }: { status: TaskStatus; summary: (title: string) => string },
): CheckedAction {
  return ofTask(action, context, (task) => {
    if (task.status === status) return refuse(`“${task.title}” is ${words[status]} already.`);
    if (!allowedFrom[status].includes(task.status)) return refuseStatus(task);
    return propose(action, summary(task.title));
  });
}

function move(action: Of<"move_task">, context: DeskContext): CheckedAction {
  return ofTask(action, context, (task) => {
    const { due_date } = action.arguments;
    if (task.status !== "planned" && task.status !== "in_progress") return refuseStatus(task);
    if (task.due_date === due_date) return refuse(`“${task.title}” is due that day already.`);
    return isAhead(due_date, context)
      ? propose(action, `Move “${task.title}” to ${readableDate(due_date)}`)
      : refuse(outside);
  });
}

function add(action: Of<"add_task">, context: DeskContext): CheckedAction {
  const { title, due_date, estimated_minutes } = action.arguments;
  if (context.plan === null) return refuse(noPlan);
  return isAhead(due_date, context)
    ? propose(action, `Add “${title}” (${estimated_minutes} minutes) on ${readableDate(due_date)}`)
    : refuse(outside);
}

function note(action: Of<"save_note">, context: DeskContext): CheckedAction {
  const { text, task_id } = action.arguments;
  if (task_id !== undefined && !context.tasks.some(({ id }) => id === task_id)) return refuse(unknownTask);
  return propose(action, `Keep in mind: ${text}`);
}

const unknownTask = "I know no such task in your plan.";
const outside = "That day is not within what is left of your plan.";

function ofTask(
  { arguments: { task_id } }: Of<"mark_done" | "park_task" | "move_task" | "draft_content">,
  { tasks }: DeskContext,
  check: (task: DeskTask) => CheckedAction,
): CheckedAction {
  const task = tasks.find(({ id }) => id === task_id);
  return task ? check(task) : refuse(unknownTask);
}

function isAhead(date: string, { today, plan }: DeskContext): boolean {
  return plan !== null && date >= today && date <= plan.frame.window_end;
}

const words: Readonly<Record<TaskStatus, string>> = {
  planned: "planned",
  in_progress: "in progress",
  done: "done",
  deferred: "parked",
  skipped: "marked “Not for me”",
};

function refuseStatus({ title, status }: DeskTask): CheckedAction {
  return refuse(`“${title}” is ${words[status]}, which does not allow that.`);
}

function propose(action: DeskAction, summary: string): CheckedAction {
  return { ok: true, action, summary };
}

function refuse(reason: string): CheckedAction {
  return { ok: false, reason };
}
