import { isFinal, PlanState, PlanStep, planSteps, PlanStepState } from "@alva/contracts/plan";
import { expect } from "vitest";
import * as z from "zod";
import { owner } from "./database.ts";

const PlanRecord = z.object({
  state: PlanState,
  sequence: z.int(),
  master_plan: z.string().nullable(),
  steps: z.array(
    z.object({ step: PlanStep, state: PlanStepState, attempt: z.int(), waits: z.int(), content: z.string() }),
  ),
  events: z.array(
    z.object({
      sequence: z.int(),
      event: z.looseObject({
        step: PlanStep.optional(),
        attempt: z.int().optional(),
        waits: z.int().optional(),
      }),
    }),
  ),
  attempts: z.array(z.object({ step: PlanStep, attempt: z.int(), content: z.string() })),
  tasks: z.array(z.object({ position: z.int(), content: z.string(), transaction: z.string() })),
});

/** Everything that is stored of a plan's making, times left out. */
export type PlanRecord = z.infer<typeof PlanRecord>;

/** Reads a plan's record as the database's owner. */
export async function readPlanRecord(planId: string): Promise<PlanRecord> {
  const [row] = await owner`
    select p.state, p.sequence, md5(p.master_plan::text) as master_plan,
      (select jsonb_agg(jsonb_build_object('step', step, 'state', state, 'attempt', attempt, 'waits', waits,
         'content', md5(concat(reason, messages, output, answer))) order by step)
       from app.plan_steps where plan_id = p.id) as steps,
      (select jsonb_agg(jsonb_build_object('sequence', sequence, 'event', event) order by sequence)
       from app.plan_events where plan_id = p.id) as events,
      (select coalesce(jsonb_agg(jsonb_build_object('step', step, 'attempt', attempt, 'content', md5(m::text))
         order by id), '[]')
       from app.model_attempts m where plan_id = p.id) as attempts,
      (select coalesce(jsonb_agg(jsonb_build_object('position', position, 'content', md5(task::text),
         'transaction', xmin::text) order by position), '[]')
       from app.tasks where plan_id = p.id) as tasks
    from app.plans p where p.id = ${planId}`;
  return PlanRecord.parse(row);
}

/** Expects what holds of a plan at every moment. */
export function expectSound({
  state,
  sequence,
  master_plan,
  steps,
  events,
  attempts,
  tasks,
}: PlanRecord): void {
  const numbers = events.map((event) => event.sequence);
  expect(numbers, "sequence numbers without gap or repetition").toEqual(
    Array.from({ length: sequence + 1 }, (_, number) => number),
  );
  const answered = events.flatMap(({ event }) =>
    event.step ? [`${event.step} ${event.attempt} ${event.waits}`] : [],
  );
  expect(answered, "one outcome of each message").toEqual([...new Set(answered)]);
  for (const { step, state, attempt } of steps) {
    const ended = state === "not_needed" ? 0 : closed.has(state) ? attempt : Math.max(0, attempt - 1);
    const kept = attempts.flatMap((one) => (one.step === step ? [one.attempt] : []));
    expect(kept, `one row of each attempt at ${step} that ended`).toEqual(
      Array.from({ length: ended }, (_, index) => index + 1),
    );
  }
  expect(steps.map(({ step }) => step)).toEqual(planSteps);
  for (const { step, attempt } of steps) {
    expect(attempt, `attempts at ${step}`).toBeLessThanOrEqual(3);
    const told = events.flatMap(({ event }) => (event.step === step ? [event] : []));
    for (const [index, { attempt = 0, waits }] of told.entries()) {
      const before = told[index - 1] ?? { attempt: 0, waits: 0 };
      const next = [`${before.attempt} ${(before.waits ?? 0) + 1}`, `${(before.attempt ?? 0) + 1} 0`];
      expect(next, `messages of ${step} in their order`).toContain(`${attempt} ${waits}`);
    }
  }

  const ready = state === "ready" || state === "ready_partial";
  expect(master_plan !== null, "a master plan exactly when ready").toBe(ready);
  expect(
    new Set(tasks.map(({ transaction }) => transaction)).size,
    "tasks are written at once",
  ).toBeLessThanOrEqual(1);
  expect(tasks.map(({ position }) => position)).toEqual(tasks.map((_, index) => index + 1));
  if (!ready) return expect(tasks, "tasks exactly when ready").toEqual([]);
  expect(
    steps.every(({ state }) => closed.has(state)),
    "every step closed when ready",
  ).toBe(true);
  expect(steps.some(({ state }) => state === "template")).toBe(state === "ready_partial");
}

const closed: ReadonlySet<PlanStepState> = new Set(["done", "template", "not_needed"]);

/** Expects of two looks at a plan that it only went forward between them, and not at all once it was final. */
export function expectForward(before: PlanRecord, after: PlanRecord): void {
  if (isFinal(before.state)) return expect(after, "a final state has no exit").toEqual(before);
  expect(PlanState.options.indexOf(after.state)).toBeGreaterThanOrEqual(
    PlanState.options.indexOf(before.state),
  );
  expect(after.events.slice(0, before.events.length)).toEqual(before.events);
  expect(after.attempts.slice(0, before.attempts.length)).toEqual(before.attempts);
  before.steps.forEach((step, index) => {
    const next = after.steps[index];
    const order = (one = step) => 1000 * one.attempt + one.waits;
    expect(order(next), "an older message never follows a newer").toBeGreaterThanOrEqual(order());
    if (closed.has(step.state)) expect(next, "a closed step stays as it is").toEqual(step);
  });
}
