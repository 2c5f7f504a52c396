import type { PlanSummary } from "@alva/contracts/plan";
import { describe, expect, test } from "vitest";
import { newestPlan, undoableUntil } from "./newest-plan.ts";

const appliedAt = "2026-09-08T10:00:00Z";
const current = planOf({ id: "current", standing: "current", applied_at: appliedAt });

describe("the newest plan beside the current one", () => {
  test.each([
    ["is under way until its state is final", { state: "modules", standing: "unfinished" }, "under_way"],
    ["has failed", { state: "failed", standing: "unfinished" }, "failed"],
    ["waits once it is ready", { state: "ready", standing: "proposed" }, "waiting"],
    ["is nothing to ask about once it was undone", { state: "ready", standing: "archived" }, "none"],
    ["is nothing to ask about when it was stopped", { state: "cancelled", standing: "unfinished" }, "none"],
  ] as const)("%s", (_rule, change, is) => {
    expect(newestPlan([planOf({ id: "new", ...change }), current]).is).toBe(is);
  });

  test("stays in view when the owner re-plans meanwhile", () => {
    const replanned = planOf({ id: "again", kind: "replanned", standing: "current" });
    const waiting = planOf({ id: "new", standing: "proposed" });
    expect(newestPlan([replanned, waiting, current])).toEqual({ is: "waiting", plan: waiting });
  });

  test("is not shown again after it was put aside, nor is an older one that a newer one followed", () => {
    const [newer, older] = [
      planOf({ id: "newer", standing: "proposed", put_aside_at: appliedAt }),
      planOf({ id: "older", standing: "proposed" }),
    ];
    expect(newestPlan([newer, current, older]).is).toBe("none");
  });
});

describe("a plan can be undone", () => {
  const applied = { parent_id: "before", applied_at: appliedAt };
  const at = Date.parse(appliedAt);
  test("for 24 hours after it was applied, and not a millisecond longer", () => {
    const until = at + 86_400_000;
    expect(undoableUntil(applied, until - 1)).toBe(until);
    expect(undoableUntil(applied, until)).toBeUndefined();
  });
  test("only when there was one before it", () => {
    expect(undoableUntil({ ...applied, parent_id: null }, at)).toBeUndefined();
    expect(undoableUntil({ ...applied, applied_at: null }, at)).toBeUndefined();
  });
});

function planOf(change: Partial<PlanSummary>): PlanSummary {
  return {
    id: "plan",
    state: "ready",
    headline: null,
    window_start: null,
    window_end: null,
    profile_version: 1,
    standing: "archived",
    kind: "generated",
    parent_id: null,
    applied_at: null,
    put_aside_at: null,
    created_at: appliedAt,
    updated_at: appliedAt,
    ...change,
  };
}
