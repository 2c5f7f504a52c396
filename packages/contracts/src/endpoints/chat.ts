import * as z from "zod";
import { ChatDecision, ChatPage, ChatRequest, ProposalId } from "../chat.ts";
import type { Endpoints } from "../endpoint.ts";
import { PageQuery } from "../pagination.ts";

/** The desk: a conversation that knows the plan, and the changes it proposes. */
export const chatEndpoints = {
  askDesk: {
    method: "POST",
    path: "/chat",
    summary: "Ask the desk",
    description:
      "Answers as the AI SDK's UI message stream: start, start-step, for each card text-start, text-delta, text-end and " +
      "data-card, then data-proposal, finish-step, finish and [DONE]; `error` when the answer broke off. The question is " +
      "stored before the model is asked. Hanging up stops the answer and keeps what was written. Sending the last question " +
      "again answers it anew. The last chunk's metadata has `model_ms`, how long the model took. At most 30 messages an " +
      "hour; one answer at a time.",
    tag: "Desk",
    access: "bearer",
    body: ChatRequest,
    replies: {
      200: {
        description: "The answer as it is written.",
        body: z.string(),
        contentType: "text/event-stream",
      },
    },
    problems: [
      "profile_incomplete",
      "state_conflict",
      "idempotency_key_reused",
      "quota_exceeded",
      "rate_limited",
      "dependency_unavailable",
    ],
  },
  listChat: {
    method: "GET",
    path: "/chat",
    summary: "The conversation, newest first",
    tag: "Desk",
    access: "bearer",
    query: PageQuery,
    replies: { 200: { description: "A page of messages.", body: ChatPage } },
    problems: ["validation_failed", "dependency_unavailable"],
  },
  clearChat: {
    method: "DELETE",
    path: "/chat",
    summary: "Delete the conversation",
    tag: "Desk",
    access: "bearer",
    replies: { 204: { description: "Deleted, with its proposals." } },
    problems: ["dependency_unavailable"],
  },
  confirmProposal: {
    method: "POST",
    path: "/chat/proposals/:id/confirm",
    summary: "Carry out what the desk proposed",
    description: "Once, however often it is asked. What the present state of the task forbids is a conflict.",
    tag: "Desk",
    access: "bearer",
    params: ProposalId,
    replies: { 200: { description: "Carried out, now or before.", body: ChatDecision } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
  cancelProposal: {
    method: "POST",
    path: "/chat/proposals/:id/cancel",
    summary: "Turn down what the desk proposed",
    tag: "Desk",
    access: "bearer",
    params: ProposalId,
    replies: { 200: { description: "Turned down, now or before.", body: ChatDecision } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
} as const satisfies Endpoints;
