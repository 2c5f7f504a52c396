import type { DeskCard, DeskReason } from "@alva/contracts/chat";
import { actionsOf, plainCard } from "./cards.ts";
import { type DeskContext, type DeskTask, isOpen, readableDate } from "./context.ts";

const variants = new RegExp(
  `^(?:(?:so|ok|okay|and|hey|hi|hello|alva) )*(?:${[
    "whats (?:up )?next(?: for me)?",
    "what (?:is|comes|are) next(?: for me)?",
    "what (?:should|can|do|must) i do(?: first| next| now)?",
    "what now",
    "next(?: task| tasks| step| steps)?",
    "(?:whats|what is|what are) (?:my|the) next (?:task|tasks|step|steps|thing|things)",
  ].join("|")})(?: (?:today|now|this week|then|please|alva))*$`,
);

/** Whether a question is "What's next?" or a close variant, which needs no model. */
export function asksWhatsNext(question: string): boolean {
  const words = question
    .toLowerCase()
    .replaceAll(/['’‘]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return variants.test(words);
}

/** The open tasks with the earliest priority, due date and id, at most three (product specification, section 6.12). */
export function nextTasks(tasks: readonly DeskTask[]): DeskTask[] {
  return tasks.filter(isOpen).toSorted(compare).slice(0, 3);
}

/** The answer to "What's next?". */
export function whatsNext(context: DeskContext): DeskCard {
  const tasks = nextTasks(context.tasks);
  if (context.plan === null) {
    return plainCard("Your plan is on its way", "Once it is ready I can tell you what to do first.");
  }
  if (tasks.length === 0) {
    return plainCard("Nothing is open", "Everything on your board is done, parked or not for you.");
  }
  const because = tasks.map((task): DeskReason => {
    const why = task.quick_win ? "A quick win" : (["Urgent", "Normal", "Evergreen"][task.priority - 1] ?? "");
    return { kind: "task", task_id: task.id, note: why };
  });
  return {
    heading: "Next for you",
    body: tasks.map(({ title, estimated_minutes, due_date }) => ({
      kind: "bullet",
      text: `${title} (${estimated_minutes} minutes${due_date === null ? "" : `, due ${readableDate(due_date)}`})`,
    })),
    because,
    unsupported: false,
    actions: actionsOf(because, context),
  };
}

function compare(a: DeskTask, b: DeskTask): number {
  return (
    a.priority - b.priority ||
    compareText(a.due_date ?? "9999", b.due_date ?? "9999") ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
