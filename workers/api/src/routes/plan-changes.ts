import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { PlanApplied, PlanDeclined } from "@alva/contracts/plan-changes";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body, params } from "@alva/http/validate";
import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import { type Context, Hono } from "hono";
import { compared, proposed, replanned } from "../plan-change.ts";
import type { Ports } from "../ports.ts";
import { findComparison, findPlanChangeBasis, type PlanChangeBasis } from "../queries/plan-change-basis.ts";
import {
  type ApplyOutcome,
  applyProposedPlanOnce,
  applyReplanOnce,
  replansPerDay,
} from "../queries/plan-changes.ts";
import { declinePlan } from "../queries/decline-plan.ts";
import { undoPlanOnce } from "../queries/undo-plan.ts";

const { replanPlan, comparePlans, applyPlan, declinePlan: decline, undoPlan } = apiEndpoints;

/** `/plans/:id/...`: what puts another plan in the place of the current one. */
export function planChangeRoutes({ db }: Ports) {
  return new Hono<BearerEnv>()
    .post(replanPlan.path, params(replanPlan.params), body(replanPlan.body), async (c) => {
      const planId = c.req.valid("param").id;
      const wish = c.req.valid("json");
      const { userId, requestHash } = requestOf(c, wish);
      const operationId = wish.confirm?.operation_id;
      const basis = found(await findPlanChangeBasis(db, { userId, planId, operationId }));
      const earlier = answeredBefore(basis, requestHash);
      if (earlier) return c.json(earlier, 201);
      if (basis.standing !== "current") throw notCurrent();
      const { preview, merged, customPlan, changedProfile } = replanned(basis, wish);
      if (!wish.confirm) return c.json(preview);
      if (wish.confirm.revision !== preview.revision) throw boardChanged();
      const outcome = await applyReplanOnce(db, {
        userId,
        operationId: wish.confirm.operation_id,
        requestHash,
        boardRevision: basis.board_revision,
        merged,
        customPlan,
        changedProfile,
      });
      return c.json(applied(outcome), 201);
    })
    .get(comparePlans.path, params(comparePlans.params), async (c) => {
      const { id: planId, other: otherId } = c.req.valid("param");
      const found = await findComparison(db, { userId: c.get("caller").sub, planId, otherId });
      if (!found) throw noSuchPlan();
      return c.json(compared(found));
    })
    .post(applyPlan.path, params(applyPlan.params), body(applyPlan.body), async (c) => {
      const planId = c.req.valid("param").id;
      const { operation_id: operationId, revision } = c.req.valid("json");
      const { userId, requestHash } = requestOf(c, c.req.valid("json"));
      const basis = found(await findPlanChangeBasis(db, { userId, planId, operationId }));
      const earlier = answeredBefore(basis, requestHash);
      if (earlier) return c.json(earlier);
      const { preview, merged } = proposed(basis);
      if (revision !== preview.revision) throw boardChanged();
      const { board_revision: boardRevision } = basis;
      const apply = { userId, planId, operationId, requestHash, boardRevision, merged };
      return c.json(applied(await applyProposedPlanOnce(db, apply)));
    })
    .post(decline.path, params(decline.params), async (c) => {
      const { id } = c.req.valid("param");
      switch (await declinePlan(db, { userId: c.get("caller").sub, planId: id })) {
        case "declined":
          return c.json({ id, standing: "archived" } satisfies PlanDeclined);
        case "not_proposed":
          throw new ApiError("state_conflict", "This plan is not one that waits to be applied.");
        case "none":
          throw noSuchPlan();
      }
    })
    .post(undoPlan.path, params(undoPlan.params), body(undoPlan.body), async (c) => {
      const planId = c.req.valid("param").id;
      const { operation_id: operationId } = c.req.valid("json");
      const outcome = await undoPlanOnce(db, {
        ...requestOf(c, c.req.valid("json")),
        planId,
        operationId,
      });
      switch (outcome.kind) {
        case "undone":
          return c.json(outcome.answer);
        case "none":
          throw noSuchPlan();
        case "too_late":
          throw new ApiError(
            "state_conflict",
            "Only the current plan can be undone, within 24 hours of applying it, when there was one before.",
          );
        case "reused":
          throw operationReused();
      }
    });
}

function requestOf(c: Context<BearerEnv>, request: object) {
  const requestHash = sha256Hex(canonicalJson([c.req.method, c.req.path, request]));
  return { userId: c.get("caller").sub, requestHash };
}

function found(basis: PlanChangeBasis | undefined): PlanChangeBasis {
  if (basis) return basis;
  throw noSuchPlan();
}

function noSuchPlan(): ApiError {
  return new ApiError("not_found", "You have no plan with this id.");
}

/** A repeated try is answered as the first was, whatever the board is like by now. */
function answeredBefore({ earlier }: PlanChangeBasis, requestHash: string): PlanApplied | undefined {
  if (earlier && earlier.request_hash !== requestHash) throw operationReused();
  return earlier?.answer;
}

function applied(outcome: ApplyOutcome): PlanApplied {
  switch (outcome.kind) {
    case "applied":
      return outcome.answer;
    case "conflict":
      throw boardChanged();
    case "reused":
      throw operationReused();
    case "quota_exceeded":
      throw new ApiError(
        "quota_exceeded",
        `You can re-plan ${replansPerDay} times in 24 hours. Your plan is as it was.`,
        { headers: { "Retry-After": String(outcome.retryAfterSeconds) } },
      );
  }
}

function boardChanged(): ApiError {
  return new ApiError("state_conflict", "Your board has changed since. Look at the difference again.");
}

function notCurrent(): ApiError {
  return new ApiError("state_conflict", "This is not your current plan.");
}

function operationReused(): ApiError {
  return new ApiError("idempotency_key_reused", "Use a new operation id for a new change.");
}
