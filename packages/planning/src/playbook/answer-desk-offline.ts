import * as z from "zod";
import type { DeskActionName } from "@alva/contracts/chat";
import { addDays } from "../governance/calendar.ts";
import { titleTokens } from "../governance/similarity.ts";
import { weekdayOf } from "../governance/window.ts";
import { platformNames } from "../strategy/clamp.ts";

/** What a model says to the desk: text, function calls, or both. */
export interface DeskWords {
  readonly text: string;
  readonly toolCalls: readonly { readonly name: DeskActionName; readonly arguments: object }[];
}

const Material = z.object({
  desk_version: z.string(),
  today: z.iso.date(),
  plan: z
    .object({
      weekly_capacity_hours: z.int(),
      window_end: z.iso.date(),
      channels: z.array(
        z.object({
          channel: z.string(),
          platform: z.string().nullable(),
          cadence: z.string(),
          because: z.array(z.object({ path: z.string(), note: z.string() })),
        }),
      ),
    })
    .nullable(),
  tasks: z.array(
    z.object({ id: z.string(), title: z.string(), status: z.string(), due: z.string().nullable() }),
  ),
});
type Material = z.infer<typeof Material>;

const Request = z.looseObject({
  messages: z.array(z.object({ role: z.string(), content: z.string() })).min(3),
  tools: z.array(z.unknown()).min(1),
});

/** Answers a request that `deskRequest` wrote, by rule from what it carries. Undefined for any other request. */
export function answerDeskOffline(request: unknown): DeskWords | undefined {
  const messages = Request.safeParse(request).data?.messages;
  const material = readMaterial(messages?.[1]?.content);
  const question = messages?.at(-1);
  if (!material || question?.role !== "user") return undefined;
  const rule = rules.find(({ form }) => form.test(question.content));
  return rule?.answer(question.content, material) ?? { text: honest, toolCalls: [] };
}

const honest = `## What I can do here
I am the offline desk: rules, not a language model, so I can only answer simple requests.
- Ask "What's next?" or "Why these channels?".
- Say "I have less time this week", or name a task to move, park, add or mark done.`;
const confirmFirst = "Nothing happens until you confirm it.";

interface Rule {
  readonly form: RegExp;
  readonly answer: (question: string, material: Material) => DeskWords | undefined;
}

const rules: readonly Rule[] = [
  { form: /\bless time\b|\bfewer hours\b|\bbusy\b/i, answer: (_, material) => lessTime(material) },
  { form: /\bwhy\b.*\bchannels?\b/i, answer: (_, material) => whyChannels(material) },
  { form: /\bmark\b.*\bdone\b/i, answer: (question, material) => onTask("mark_done", question, material) },
  { form: /\bpark\b/i, answer: (question, material) => onTask("park_task", question, material) },
  { form: /\bmove\b.*\bto\b/i, answer: (question, material) => onTask("move_task", question, material) },
  { form: /^\W*add\b/i, answer: addTask },
  {
    form: /\bdraft\b|\bwrite\b/i,
    answer: (question, material) => onTask("draft_content", question, material),
  },
  {
    form: /\b(?:remember|note)\b/i,
    answer: (question) =>
      propose("A note for later", { name: "save_note", arguments: { text: question, task_id: null } }),
  },
];

function lessTime({ plan }: Material): DeskWords | undefined {
  if (!plan || plan.weekly_capacity_hours === 0) return undefined;
  const hours = Math.floor(plan.weekly_capacity_hours / 2);
  return propose(
    "A lighter plan",
    { name: "change_hours", arguments: { weekly_marketing_time_hours: hours } },
    "> constraints.weekly_marketing_time_hours: These are the hours you gave me.",
  );
}

function whyChannels({ plan }: Material): DeskWords | undefined {
  if (!plan) return undefined;
  const channels = plan.channels.slice(0, 3);
  const bullets = channels.map(
    ({ channel, platform, cadence }) => `- ${nameOf(platform ?? channel)}: ${cadence}`,
  );
  const reasons = channels.flatMap(({ because: [first] }) =>
    first ? [`> ${first.path}: ${first.note}`] : [],
  );
  return { text: ["## Why these channels", ...bullets, ...reasons].join("\n"), toolCalls: [] };
}

const names: Readonly<Record<string, string>> = platformNames;
const nameOf = (key: string): string => names[key] ?? key.charAt(0).toUpperCase() + key.slice(1);

function onTask(
  name: "mark_done" | "park_task" | "move_task" | "draft_content",
  question: string,
  material: Material,
): DeskWords | undefined {
  const task = taskNamedIn(question, material);
  if (!task) return undefined;
  const more =
    name === "move_task"
      ? { due_date: dateIn(question, material.today) }
      : name === "draft_content"
        ? { kind: "text" }
        : {};
  return propose(
    task.title,
    { name, arguments: { task_id: task.id, ...more } },
    `> ${task.id}: The task you named.`,
  );
}

function addTask(question: string, { today }: Material): DeskWords | undefined {
  const title = question
    .replace(/^\W*add\s+(?:(?:a|the)\s+task\s*:?\s*)?/i, "")
    .replace(/\s+on\s+\w+\W*$/i, "")
    .slice(0, 90);
  return propose(title, {
    name: "add_task",
    arguments: { title, channel: "ops", estimated_minutes: 30, due_date: dateIn(question, today) },
  });
}

function propose(heading: string, call: DeskWords["toolCalls"][number], reason = ""): DeskWords {
  return { text: `## ${heading}\n${confirmFirst}\n${reason}`, toolCalls: [call] };
}

/** The task whose title shares most words with the question, at least half of its own. */
function taskNamedIn(question: string, { tasks }: Material): Material["tasks"][number] | undefined {
  const words = titleTokens(question);
  const scored = tasks.map((task) => {
    const own = [...titleTokens(task.title)];
    return { task, share: own.filter((word) => words.has(word)).length / Math.max(1, own.length) };
  });
  const best = scored.toSorted((a, b) => b.share - a.share)[0];
  return best && best.share >= 0.5 ? best.task : undefined;
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** The date or the next such weekday that a question names; the day after today when it names none. */
function dateIn(question: string, today: string): string {
  const date = /\b\d{4}-\d\d-\d\d\b/.exec(question)?.[0];
  if (date !== undefined) return date;
  const weekday = weekdays.findIndex((name) => new RegExp(`\\b${name}\\b`, "i").test(question));
  return addDays(today, weekday === -1 ? 1 : ((weekday - weekdayOf(today) + 6) % 7) + 1);
}

function readMaterial(text: string | undefined): Material | undefined {
  try {
    return Material.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}
