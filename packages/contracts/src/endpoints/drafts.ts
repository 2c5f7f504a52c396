import { AskForDraft, Draft, DraftAddress, DraftEdit, DraftId } from "../draft.ts";
import type { Endpoints } from "../endpoint.ts";
import { PageQuery, pageOf } from "../pagination.ts";
import { QstashCallback } from "../qstash.ts";
import { TaskId } from "../task.ts";

const deliveryBytes = 4 * 1024 * 1024;

/** "Draft it for me": texts for a task, written by the model and checked by code. */
export const draftsEndpoints = {
  askForDraft: {
    method: "POST",
    path: "/tasks/:id/draft",
    summary: "Have a text drafted for a task of the current plan",
    description:
      "Repeating an operation answers the draft that it began. A draft that failed is asked for again with a new operation.",
    tag: "Drafts",
    access: "bearer",
    params: TaskId,
    body: AskForDraft,
    replies: { 202: { description: "The draft, to be followed at the address in `Location`.", body: Draft } },
    problems: ["not_found", "idempotency_key_reused", "quota_exceeded", "dependency_unavailable"],
  },
  listDrafts: {
    method: "GET",
    path: "/tasks/:id/drafts",
    summary: "Drafts of a task, newest first",
    tag: "Drafts",
    access: "bearer",
    params: TaskId,
    query: PageQuery,
    replies: { 200: { description: "A page of drafts.", body: pageOf(Draft) } },
    problems: ["not_found", "validation_failed", "dependency_unavailable"],
  },
  getDraft: {
    method: "GET",
    path: "/drafts/:id",
    summary: "A draft, and where it stands",
    description: "Send `If-None-Match` with the last ETag to learn cheaply that nothing has changed.",
    tag: "Drafts",
    access: "bearer",
    params: DraftId,
    replies: { 200: { description: "The draft.", body: Draft }, 304: { description: "As it was." } },
    problems: ["not_found", "dependency_unavailable"],
  },
  editDraft: {
    method: "PATCH",
    path: "/drafts/:id",
    summary: "Keep the owner's own version of a draft",
    tag: "Drafts",
    access: "bearer",
    params: DraftId,
    body: DraftEdit,
    maxBodyBytes: 128 * 1024,
    replies: { 200: { description: "The draft with the owner's version.", body: Draft } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
  cancelDraft: {
    method: "POST",
    path: "/drafts/:id/cancel",
    summary: "Stop a draft that is being written",
    tag: "Drafts",
    access: "bearer",
    params: DraftId,
    replies: { 200: { description: "The cancelled draft.", body: Draft } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
  draftAnswered: {
    method: "POST",
    path: "/webhooks/qstash/draft",
    summary: "QStash delivers the model's answer to one attempt at a draft",
    tag: "Webhooks",
    access: "qstash_signature",
    query: DraftAddress,
    body: QstashCallback,
    maxBodyBytes: deliveryBytes,
    replies: { 204: { description: "Taken in, now or before." } },
    problems: ["bad_request", "signature_invalid", "dependency_unavailable"],
  },
  draftFailed: {
    method: "POST",
    path: "/webhooks/qstash/draft-failed",
    summary: "QStash has given up on one attempt at a draft",
    tag: "Webhooks",
    access: "qstash_signature",
    query: DraftAddress,
    body: QstashCallback,
    maxBodyBytes: deliveryBytes,
    replies: { 204: { description: "Taken in, now or before." } },
    problems: ["bad_request", "signature_invalid", "dependency_unavailable"],
  },
} as const satisfies Endpoints;
