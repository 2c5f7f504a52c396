import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { ChatProposal } from "@alva/contracts/chat";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { readCursor, writeCursor } from "@alva/http/cursor";
import { limitRequests, type LimitedEnv } from "@alva/http/limit-requests";
import { body, params, query } from "@alva/http/validate";
import { opening } from "@alva/planning/desk/opening";
import { asksWhatsNext } from "@alva/planning/desk/whats-next";
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import * as z from "zod";
import { answerQuestion, type UiChunk } from "../desk-answer.ts";
import type { Ports } from "../ports.ts";
import { carryOut } from "../proposal-effect.ts";
import { clearMessages, decideProposalOnce, listMessages, reopenProposal } from "../queries/chat.ts";
import { beginAnswerOnce, type BegunAnswer } from "../queries/desk-answers.ts";
import { tokensPerDay } from "../token-budget.ts";

const { askDesk, listChat, clearChat, confirmProposal, cancelProposal } = apiEndpoints;
const beatMilliseconds = 1000;
const ChatCursor = z.tuple([z.int().min(1)]);

/** `/chat`: the desk. */
export function chatRoutes(ports: Ports) {
  const { db } = ports;
  return new Hono<BearerEnv & LimitedEnv>()
    .post(askDesk.path, body(askDesk.body), limitDesk(ports), async (c) => {
      const request = c.req.valid("json");
      const userId = c.get("caller").sub;
      const answerId = crypto.randomUUID();
      const message = request.trigger === "submit-message" ? request.message : undefined;
      const text = message?.parts.map((part) => part.text).join("\n");
      const begun = await beginAnswerOnce(db, {
        userId,
        answerId,
        question: message && text !== undefined ? { id: message.id, text } : undefined,
        tokensPerDay: text !== undefined && asksWhatsNext(text) ? undefined : tokensPerDay,
      });
      if (begun.kind !== "begun") throw refusal(begun.kind);
      return streamAnswer(c, ports, { userId, answerId, begun });
    })
    .get(listChat.path, query(listChat.query), async (c) => {
      const { limit, cursor } = c.req.valid("query");
      const before = cursor === undefined ? undefined : readCursor(ChatCursor, cursor)[0];
      const rows = await listMessages(db, { userId: c.get("caller").sub, limit: limit + 1, before });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        items: page.map(({ message }) => message),
        next_cursor: rows.length > limit && last ? writeCursor([last.position]) : null,
        opening: rows.length === 0 && before === undefined ? opening : null,
      });
    })
    .delete(clearChat.path, async (c) => {
      await clearMessages(db, c.get("caller").sub);
      return c.body(null, 204);
    })
    .post(confirmProposal.path, params(confirmProposal.params), async (c) => {
      const { proposal, planId } = await decide(db, {
        userId: c.get("caller").sub,
        proposalId: c.req.valid("param").id,
        decision: "confirmed",
      });
      const userId = c.get("caller").sub;
      const { id: proposalId, action } = proposal;
      const effect = await carryOut(db, { userId, proposalId, planId, action });
      if (effect.kind === "refused") {
        await reopenProposal(db, { userId, proposalId });
        throw effect.refusal;
      }
      return c.json({ proposal, task: effect.task, next: effect.next });
    })
    .post(cancelProposal.path, params(cancelProposal.params), async (c) => {
      const { proposal } = await decide(db, {
        userId: c.get("caller").sub,
        proposalId: c.req.valid("param").id,
        decision: "cancelled",
      });
      return c.json({ proposal, task: null, next: null });
    });
}

function limitDesk({ deskLimit }: Ports) {
  return limitRequests({
    limiter: deskLimit,
    identify: (c: Context<BearerEnv>) => c.get("caller").sub,
    detail: 'You have asked a lot this hour. Your board and "What\'s next" on your home page go on working.',
  });
}

interface OpenAnswer {
  readonly userId: string;
  readonly answerId: string;
  readonly begun: BegunAnswer;
}

function streamAnswer(c: Context<BearerEnv & LimitedEnv>, ports: Ports, answer: OpenAnswer): Response {
  c.header("x-vercel-ai-ui-message-stream", "v1");
  c.header("X-Accel-Buffering", "no");
  return streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    // Only a write finds out that nobody listens any more, and a thinking model gives nothing to write.
    const beat = setInterval(() => void stream.write(": thinking\n\n"), beatMilliseconds);
    const write = async (chunk: UiChunk) => stream.writeSSE({ data: JSON.stringify(chunk) });
    const answered = answerQuestion(ports, { ...answer, write, gone: gone.signal }).then(
      // The request's own line is written before its answer streams.
      ({ state, modelMilliseconds: model_ms }) =>
        console.log(
          JSON.stringify({
            level: "info",
            event: "desk_answered",
            request_id: c.get("requestId"),
            trace_id: c.get("traceId"),
            state,
            model_ms,
          }),
        ),
    );
    // With a client gone the platform ends the request; what was written so far is to be kept.
    c.executionCtx.waitUntil(answered);
    await answered;
    clearInterval(beat);
    await stream.writeSSE({ data: "[DONE]" });
  });
}

async function decide(
  db: Ports["db"],
  wanted: Parameters<typeof decideProposalOnce>[1],
): Promise<{ proposal: ChatProposal; planId: string | null }> {
  const found = await decideProposalOnce(db, wanted);
  if (!found) throw new ApiError("not_found", "There is no such proposal.");
  if (!found.decided) {
    throw new ApiError(
      "state_conflict",
      "You have decided otherwise about this proposal. Ask for a new one.",
    );
  }
  const { summary, action, plan_id } = found.proposal;
  return { proposal: { id: found.id, summary, action, state: wanted.decision }, planId: plan_id };
}

function refusal(kind: Exclude<Awaited<ReturnType<typeof beginAnswerOnce>>["kind"], "begun">): ApiError {
  switch (kind) {
    case "no_profile":
      return new ApiError("profile_incomplete", "Answer the cards first, so that I know your business.");
    case "busy":
      return new ApiError(
        "state_conflict",
        "I am still answering your last message. Stop that answer or wait.",
      );
    case "no_question":
      return new ApiError("state_conflict", "There is no message yet that I could answer again.");
    case "reused":
      return new ApiError("idempotency_key_reused", "Use a new id for a new message.");
    case "over_budget":
      return new ApiError(
        "quota_exceeded",
        "You have used what there is for one day. Your plan and board go on working; ask again tomorrow.",
        { headers: { "Retry-After": String(secondsToMidnight(Date.now())) } },
      );
  }
}

/** Until the next day begins in UTC. */
function secondsToMidnight(now: number): number {
  const day = 86_400_000;
  return Math.ceil((day - (now % day)) / 1000);
}
