import * as z from "zod";
import { Channel, PlanTask } from "./master-plan.ts";
import { pageOf } from "./pagination.ts";
import { Task } from "./task.ts";
import { lineOfText, multilineText } from "./text.ts";
import { DollarsAMonth, HoursAWeek } from "./whole-number.ts";

/** A message's id: the client makes those of its questions, as the AI SDK does. Unique per person. */
export const ChatMessageId = z.string().regex(/^[\w-]{1,64}$/, "Use 1 to 64 letters, digits, _ or -.");

/** The most characters that a message to the desk may have (product specification, section 6.12). */
export const longestQuestion = 2000;

const Question = z.strictObject({
  id: ChatMessageId,
  role: z.literal("user"),
  parts: z
    .array(z.strictObject({ type: z.literal("text"), text: multilineText({ min: 1, max: longestQuestion }) }))
    .length(1),
  metadata: z.unknown().optional(),
});

/**
 * A request to the desk, as the AI SDK's `DefaultChatTransport` sends it when its `prepareSendMessagesRequest` keeps only the
 * new message. The conversation itself lives on the server. `regenerate-message` answers the last question anew.
 */
export const ChatRequest = z
  .discriminatedUnion("trigger", [
    z.strictObject({ trigger: z.literal("submit-message"), message: Question }),
    z.strictObject({ trigger: z.literal("regenerate-message") }),
  ])
  .meta({ id: "ChatRequest" });
export type ChatRequest = z.infer<typeof ChatRequest>;

const OfTask = z.object({ task_id: PlanTask.shape.id.describe("A task of the current plan") });

/**
 * Every change that the desk can propose, by its name: what it needs. The model is given these as its tools; product
 * specification section 6.12.
 */
export const deskActions = {
  mark_done: OfTask,
  park_task: OfTask,
  move_task: OfTask.extend({ due_date: z.iso.date() }),
  add_task: z.object({
    title: lineOfText({ min: 1, max: 90 }),
    channel: Channel,
    estimated_minutes: z.int().min(5).max(480),
    due_date: z.iso.date(),
  }),
  change_hours: z.object({ weekly_marketing_time_hours: HoursAWeek.describe("20 means 20 or more") }),
  change_budget: z.object({ monthly_ad_budget: DollarsAMonth.describe("US dollars a month") }),
  save_note: z.object({
    text: multilineText({ min: 1, max: 500 }),
    task_id: PlanTask.shape.id.exactOptional().describe("The task it is about, if any"),
  }),
  draft_content: OfTask.extend({ kind: z.enum(["text", "outline", "post"]) }),
} as const;

/** The name of a change that the desk can propose. */
export type DeskActionName = keyof typeof deskActions;

/** A change with everything it needs. */
export const DeskAction = z
  .discriminatedUnion("name", [
    z.object({ name: z.literal("mark_done"), arguments: deskActions.mark_done }),
    z.object({ name: z.literal("park_task"), arguments: deskActions.park_task }),
    z.object({ name: z.literal("move_task"), arguments: deskActions.move_task }),
    z.object({ name: z.literal("add_task"), arguments: deskActions.add_task }),
    z.object({ name: z.literal("change_hours"), arguments: deskActions.change_hours }),
    z.object({ name: z.literal("change_budget"), arguments: deskActions.change_budget }),
    z.object({ name: z.literal("save_note"), arguments: deskActions.save_note }),
    z.object({ name: z.literal("draft_content"), arguments: deskActions.draft_content }),
  ])
  .meta({ id: "DeskAction" });
export type DeskAction = z.infer<typeof DeskAction>;

/** A change that the desk proposes. Nothing happens before the person confirms it. */
export const ChatProposal = z
  .object({
    id: z.uuid(),
    summary: z.string().describe("What would be done, in plain words that code wrote"),
    action: DeskAction,
    state: z.enum(["proposed", "confirmed", "cancelled"]),
  })
  .meta({ id: "ChatProposal" });
export type ChatProposal = z.infer<typeof ChatProposal>;

/** What a recommendation rests on: an answered profile field, or a task of the current plan. Code has checked that it exists. */
export const DeskReason = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answer"), path: z.string(), note: z.string() }),
  z.object({ kind: z.literal("task"), task_id: PlanTask.shape.id, note: z.string() }),
]);
export type DeskReason = z.infer<typeof DeskReason>;

/** One card of an answer (product specification, section 6.12). */
export const DeskCard = z
  .object({
    heading: z.string(),
    body: z.array(z.object({ kind: z.enum(["paragraph", "bullet"]), text: z.string() })).max(3),
    because: z.array(DeskReason).max(3),
    unsupported: z.boolean().describe("Nothing the person told supports it, which the text says at its end"),
    actions: z
      .array(
        z.discriminatedUnion("kind", [
          z.object({ kind: z.literal("open_task"), task_id: PlanTask.shape.id, label: z.string() }),
          z.object({ kind: z.literal("open_answer"), path: z.string(), label: z.string() }),
        ]),
      )
      .max(3),
  })
  .meta({ id: "DeskCard" });
export type DeskCard = z.infer<typeof DeskCard>;

/**
 * A part of a message, in the AI SDK's form. Each card comes twice: as text while it is written (`## heading`, paragraphs,
 * `- bullets`), then as `data-card` once it is complete and checked.
 */
export const ChatPart = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("text"), text: z.string() }),
    z.object({ type: z.literal("data-card"), id: z.string(), data: DeskCard }),
    z.object({ type: z.literal("data-proposal"), id: z.uuid(), data: ChatProposal }),
  ])
  .meta({ id: "ChatPart" });
export type ChatPart = z.infer<typeof ChatPart>;

/** How an answer stands. A question is always complete; an answer that was stopped or failed keeps its text so far. */
export const ChatState = z.enum(["answering", "complete", "stopped", "failed"]);
export type ChatState = z.infer<typeof ChatState>;

/** A message, in the form of the AI SDK's `UIMessage`. */
export const ChatMessage = z
  .object({
    id: ChatMessageId,
    role: z.enum(["user", "assistant"]),
    metadata: z.object({ state: ChatState, created_at: z.iso.datetime() }),
    parts: z.array(ChatPart),
  })
  .meta({ id: "ChatMessage" });
export type ChatMessage = z.infer<typeof ChatMessage>;

/** A page of the conversation, newest first. `opening` is there as long as the conversation is empty. */
export const ChatPage = pageOf(ChatMessage)
  .extend({
    opening: z.object({ sentence: z.string(), suggestions: z.array(z.string()).length(3) }).nullable(),
  })
  .meta({ id: "ChatPage" });

/** The path parameter of one proposal. */
export const ProposalId = z.object({ id: z.uuid() });

/**
 * What a decision led to. `task` is the task after the change. `next` is a request that the person's client sends itself: the
 * difference of a re-plan is looked at before it is applied, and drafts and notes have endpoints of their own.
 */
export const ChatDecision = z
  .object({
    proposal: ChatProposal,
    task: Task.nullable(),
    next: z
      .object({
        method: z.literal("POST"),
        path: z.string(),
        body: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
      })
      .nullable(),
  })
  .meta({ id: "ChatDecision" });
export type ChatDecision = z.infer<typeof ChatDecision>;
