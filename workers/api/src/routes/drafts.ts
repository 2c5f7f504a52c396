import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { readCursor, writeCursor } from "@alva/http/cursor";
import { body, params, query } from "@alva/http/validate";
import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import { Hono } from "hono";
import { etag } from "hono/etag";
import * as z from "zod";
import { draftIdOf } from "../draft-id.ts";
import { beginDraft } from "../draft-run.ts";
import type { Ports } from "../ports.ts";
import { draftsAtOnce, draftsPerDay, startDraftOnce } from "../queries/draft-requests.ts";
import { cancelDraft, editDraft, findDraft, listDrafts } from "../queries/drafts.ts";
import { retainedHeaders } from "../retained-headers.ts";

const endpoints = apiEndpoints;
const DraftCursor = z.tuple([z.iso.datetime(), z.uuid()]);
const quotaReached = `You can have ${draftsAtOnce} texts written at once and ${draftsPerDay} in 24 hours, as far as the day's share of words goes. What you have stays.`;

/** `/tasks/:id/draft` and `/drafts`: texts for a task, asked for, read, changed and stopped by its owner. */
export function draftRoutes(ports: Ports) {
  const { db } = ports;
  return new Hono<BearerEnv>()
    .post(
      endpoints.askForDraft.path,
      params(endpoints.askForDraft.params),
      body(endpoints.askForDraft.body),
      async (c) => {
        const request = c.req.valid("json");
        const userId = c.get("caller").sub;
        const outcome = await startDraftOnce(db, {
          userId,
          draftId: draftIdOf(userId, request.operation_id),
          requestHash: sha256Hex(canonicalJson([c.req.path, request])),
          taskId: c.req.valid("param").id,
          kind: request.kind,
          traceId: c.get("traceId"),
        });
        switch (outcome.kind) {
          case "no_task":
            throw new ApiError("not_found", "You have no plan with this task.");
          case "reused":
            throw new ApiError("idempotency_key_reused", "Use a new operation id for a new draft.");
          case "quota_exceeded":
            throw new ApiError("quota_exceeded", quotaReached, {
              headers: { "Retry-After": String(outcome.retryAfterSeconds) },
            });
          case "accepted":
            c.set("about", { draft: outcome.draft.id });
            if (outcome.open) c.executionCtx.waitUntil(beginDraft(ports, outcome.open));
            return c.json(outcome.draft, 202, { Location: `/drafts/${outcome.draft.id}` });
        }
      },
    )
    .get(
      endpoints.listDrafts.path,
      params(endpoints.listDrafts.params),
      query(endpoints.listDrafts.query),
      async (c) => {
        const { limit, cursor } = c.req.valid("query");
        const [createdAt, id] = cursor === undefined ? [] : readCursor(DraftCursor, cursor);
        const drafts = await listDrafts(db, {
          userId: c.get("caller").sub,
          taskId: c.req.valid("param").id,
          limit: limit + 1,
          after: createdAt !== undefined && id !== undefined ? { createdAt, id } : undefined,
        });
        if (!drafts) throw new ApiError("not_found", "You have no task with this id.");
        const page = drafts.slice(0, limit);
        const last = page.at(-1);
        return c.json({
          items: page,
          next_cursor: drafts.length > limit && last ? writeCursor([last.created_at, last.id]) : null,
        });
      },
    )
    .get(endpoints.getDraft.path, etag({ retainedHeaders }), params(endpoints.getDraft.params), async (c) => {
      return c.json(
        found(await findDraft(db, { userId: c.get("caller").sub, draftId: c.req.valid("param").id })),
      );
    })
    .patch(
      endpoints.editDraft.path,
      params(endpoints.editDraft.params),
      body(endpoints.editDraft.body),
      async (c) => {
        const own = { userId: c.get("caller").sub, draftId: c.req.valid("param").id };
        const { edited_text: editedText } = c.req.valid("json");
        const draft = found(await editDraft(db, { ...own, editedText }));
        if (draft.state === "ready") return c.json(draft);
        throw new ApiError("state_conflict", "There is no text to change yet.");
      },
    )
    .post(endpoints.cancelDraft.path, params(endpoints.cancelDraft.params), async (c) => {
      const own = { userId: c.get("caller").sub, draftId: c.req.valid("param").id };
      const draft = found(await cancelDraft(db, own));
      if (draft.state !== "cancelled") {
        throw new ApiError(
          "state_conflict",
          "This draft is finished already; there is nothing left to stop.",
        );
      }
      c.executionCtx.waitUntil(ports.cancelDraft(draft.id));
      return c.json(draft);
    });
}

function found<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new ApiError("not_found", "You have no draft with this id.");
  return thing;
}
