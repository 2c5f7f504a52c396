import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { IdempotencyHeader } from "@alva/contracts/plan";
import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import { profileHash } from "@alva/planning/profile-facts";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { revalidate } from "@alva/http/revalidate";
import { body, params, query } from "@alva/http/validate";
import { type Context, Hono } from "hono";
import * as z from "zod";
import { readCursor, writeCursor } from "@alva/http/cursor";
import { foreignFilesRefusal, ownProfile } from "../own-profile.ts";
import { streamPlanEvents } from "../plan-events.ts";
import { beginRun, promptVersion, resumeRun } from "../plan-run.ts";
import type { Ports } from "../ports.ts";
import { cancelPlan } from "../queries/plan-ends.ts";
import { plansAtOnce, plansPerDay } from "../queries/person-quota.ts";
import { type PlanRequestOutcome, startPlanOnce } from "../queries/plan-requests.ts";
import { findPlanStatus } from "../queries/plan-status.ts";
import { findPlan, listPlans } from "../queries/plans.ts";
import { retryStepOnce } from "../queries/step-retries.ts";

const endpoints = apiEndpoints;
const quotaReached = `You can start ${plansPerDay} plans in 24 hours and have ${plansAtOnce} made at once, as far as the day's share of the model goes. Nothing you wrote is lost.`;
const PlanCursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** `/plans`: making a plan, watching it being made, and reading it. */
export function planRoutes(ports: Ports) {
  const { db, live } = ports;
  return new Hono<BearerEnv>()
    .post(endpoints.generatePlan.path, body(endpoints.generatePlan.body), async (c) => {
      const { clientProfile, regenerate } = c.req.valid("json");
      const userId = c.get("caller").sub;
      const profile = clientProfile && ownProfile(userId, clientProfile);
      const outcome = await startPlanOnce(db, {
        userId,
        idempotencyKey: readIdempotencyKey(c),
        requestHash: sha256Hex(canonicalJson({ profile: profile ?? null, regenerate })),
        given: profile && { profile, profileHash: profileHash(profile) },
        promptVersion,
        traceId: c.get("traceId"),
        regenerate,
        besidePlan: undefined,
      });
      return answerStart(c, ports, { ...outcome, asksAnew: regenerate });
    })
    .post(endpoints.regeneratePlan.path, params(endpoints.regeneratePlan.params), async (c) => {
      const besidePlan = c.req.valid("param").id;
      const outcome = await startPlanOnce(db, {
        userId: c.get("caller").sub,
        idempotencyKey: readIdempotencyKey(c),
        requestHash: sha256Hex(canonicalJson({ besidePlan })),
        given: undefined,
        promptVersion,
        traceId: c.get("traceId"),
        regenerate: true,
        besidePlan,
      });
      return answerStart(c, ports, { ...outcome, asksAnew: true });
    })
    .get(endpoints.listPlans.path, query(endpoints.listPlans.query), async (c) => {
      const { limit, cursor } = c.req.valid("query");
      const [createdAt, id] = cursor === undefined ? [] : readCursor(PlanCursor, cursor);
      const after = createdAt !== undefined && id !== undefined ? { createdAt, id } : undefined;
      const plans = await listPlans(db, { userId: c.get("caller").sub, limit: limit + 1, after });
      const page = plans.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        items: page,
        next_cursor: plans.length > limit && last ? writeCursor([last.created_at, last.id]) : null,
      });
    })
    .get(endpoints.getPlan.path, revalidate, params(endpoints.getPlan.params), async (c) => {
      return c.json(found(await findPlan(db, owned(c, c.req.valid("param").id))));
    })
    .get(endpoints.getPlanStatus.path, revalidate, params(endpoints.getPlanStatus.params), async (c) => {
      return c.json(found(await findPlanStatus(db, owned(c, c.req.valid("param").id))));
    })
    .get(endpoints.getPlanEvents.path, params(endpoints.getPlanEvents.params), async (c) => {
      return streamPlanEvents(c, ports, owned(c, c.req.valid("param").id));
    })
    .post(endpoints.retryStep.path, params(endpoints.retryStep.params), async (c) => {
      const { id: planId, step } = c.req.valid("param");
      const outcome = await retryStepOnce(db, { ...owned(c, planId), step, traceId: c.get("traceId") });
      switch (outcome.kind) {
        case "no_plan":
          throw new ApiError("not_found", "You have no plan with this id.");
        case "not_retryable":
          throw new ApiError(
            "state_conflict",
            "Only a step of a finished plan that ended with standard tasks can be tried again.",
          );
        case "other_under_way":
          throw new ApiError("state_conflict", "Another part of this plan is being made right now.");
        case "quota_exceeded":
          throw quotaExceeded(outcome.retryAfterSeconds);
        case "started":
          c.set("about", { plan: outcome.id });
          c.executionCtx.waitUntil(resumeRun(ports, outcome.id));
          return accepted(c, outcome, 202);
        case "under_way":
          return accepted(c, outcome, 202);
      }
    })
    .post(endpoints.cancelPlan.path, params(endpoints.cancelPlan.params), async (c) => {
      const status = found(await cancelPlan(db, owned(c, c.req.valid("param").id)));
      if (status.state !== "cancelled") {
        throw new ApiError("state_conflict", "This plan is finished already; there is nothing left to stop.");
      }
      c.executionCtx.waitUntil(Promise.all([live.announce(status), ports.cancelSteps(status.id)]));
      return c.json(status);
    });
}

/** Answers a request for a plan, and puts the plan on its way if the request started it. */
function answerStart(
  c: Context<BearerEnv>,
  ports: Ports,
  outcome: PlanRequestOutcome & { readonly asksAnew: boolean },
) {
  switch (outcome.kind) {
    case "no_profile":
      throw new ApiError("profile_incomplete", "Send `clientProfile`, or save a profile first.");
    case "no_plan":
      throw new ApiError("not_found", "You have no plan with this id.");
    case "not_current":
      throw new ApiError("state_conflict", "This is not your current plan.");
    case "foreign_files":
      throw foreignFilesRefusal(outcome.positions, "clientProfile.");
    case "key_reused":
      throw new ApiError("idempotency_key_reused", "Use a new key for a new request.");
    case "quota_exceeded":
      throw quotaExceeded(outcome.retryAfterSeconds);
    case "existing":
      return accepted(c, outcome, outcome.started ? 202 : 200);
    case "started":
      c.set("about", { plan: outcome.id });
      c.executionCtx.waitUntil(beginRun(ports, { ...outcome, traceId: c.get("traceId") }));
      return accepted(c, outcome, 202);
  }
}

/** The same body for the first request and for each repetition of it. */
function accepted(c: Context, plan: { readonly id: string; readonly createdAt: string }, status: 200 | 202) {
  return c.json({ id: plan.id, created_at: plan.createdAt }, status, {
    Location: `/plans/${plan.id}/status`,
  });
}

function quotaExceeded(retryAfterSeconds: number): ApiError {
  return new ApiError("quota_exceeded", quotaReached, {
    headers: { "Retry-After": String(retryAfterSeconds) },
  });
}

function readIdempotencyKey(c: Context): string {
  const headers = IdempotencyHeader.safeParse({ "idempotency-key": c.req.header("Idempotency-Key") });
  if (headers.success) return headers.data["idempotency-key"];
  throw new ApiError(
    "idempotency_key_invalid",
    "Send an Idempotency-Key header of 1 to 255 visible ASCII characters, for example a UUID, and repeat it on retries.",
  );
}

function owned(c: Context<BearerEnv>, planId: string) {
  return { userId: c.get("caller").sub, planId };
}

function found<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new ApiError("not_found", "You have no plan with this id.");
  return thing;
}
