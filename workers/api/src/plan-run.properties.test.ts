import { isFinal, type PlanState, type PlanStep, planSteps } from "@alva/contracts/plan";
import { env } from "cloudflare:test";
import * as fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import worker from "./index.ts";
import { bindings } from "./testing/bindings.ts";
import { callbackPath, deliver } from "./testing/delivery.ts";
import { type Death, runMortal } from "./testing/mortal.ts";
import { addFault, bringBack } from "./testing/faults.ts";
import { newPerson } from "./testing/person.ts";
import { expectForward, expectSound, type PlanRecord, readPlanRecord } from "./testing/plan-record.ts";
import { clientProfile } from "./testing/ready-plan.ts";
import { letTimePass } from "./testing/time.ts";
import { type ReportKind, reportKinds, stepReport } from "./testing/step-reports.ts";

type Move =
  | {
      readonly kind: "deliver";
      readonly step: PlanStep;
      /** The attempt that the report answers; `present` is the one that is under way. */
      readonly attempt: "present" | 1 | 2 | 3;
      readonly report: ReportKind;
    }
  | { readonly kind: "sweep" | "cancel" };

/** What goes on at the same moment, after some seconds, while something may be away. */
interface Moment {
  readonly passes: number;
  readonly away: "nothing" | "database" | "database_answer" | "qstash";
  /** Each with where its worker dies, if it does. */
  readonly together: readonly { readonly move: Move; readonly death: Death | undefined }[];
}

const death = fc.option(fc.record({ after: fc.nat(4), lastIsSent: fc.boolean() }), {
  nil: undefined,
  freq: 5,
});
const report = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom("good" as const, "narrow" as const) },
  { weight: 1, arbitrary: fc.constantFrom(...reportKinds) },
);
const delivery = fc.record({
  kind: fc.constant("deliver" as const),
  step: fc.constantFrom(...planSteps),
  attempt: fc.oneof(
    { weight: 4, arbitrary: fc.constant("present" as const) },
    { weight: 1, arbitrary: fc.constantFrom(1 as const, 2 as const, 3 as const) },
  ),
  report,
});
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 30, arbitrary: delivery },
  { weight: 6, arbitrary: fc.constant({ kind: "sweep" as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "cancel" as const }) },
);
// A quarter of all moves is made twice at once.
const someMoves = fc
  .array(fc.record({ move, death, copies: fc.constantFrom(1, 1, 1, 2) }), { minLength: 1, maxLength: 3 })
  .map((moves) => moves.flatMap(({ copies, ...one }) => Array.from({ length: copies }, () => one)));
const everyAnswer = fc.tuple(...planSteps.map(() => fc.record({ report, death }))).map((answers) =>
  answers.map(({ report, death }, index) => ({
    move: {
      kind: "deliver" as const,
      step: planSteps[index] ?? "strategy",
      attempt: "present" as const,
      report,
    },
    death,
  })),
);
const moment: fc.Arbitrary<Moment> = fc.record({
  passes: fc.constantFrom(0, 0, 0, 30, 100, 310),
  away: fc.constantFrom(...Array<"nothing">(12).fill("nothing"), "database", "database_answer", "qstash"),
  together: fc.oneof({ weight: 3, arbitrary: someMoves }, { weight: 1, arbitrary: everyAnswer }),
});
const schedule = fc.record({
  hours: fc.constantFrom(...Array<number>(9).fill(6), 0),
  birth: death,
  moments: fc.array(moment, { minLength: 1, maxLength: 14, size: "max" }),
});

/** What the worker complained of. */
const complaints: string[] = [];
const ended: Partial<Record<PlanState, number>> = {};

beforeEach(() => {
  complaints.length = 0;
  vi.spyOn(console, "error").mockImplementation((line: string) => void complaints.push(line));
});

test(
  "whatever is delivered, repeated, reordered, lost, cancelled or cut short, a plan is made once and comes to an end",
  async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async ({ hours, birth, moments }) => {
        await bringBack();
        const person = await newPerson();
        const planId = await start(person, { hours, birth });
        let record = await readPlanRecord(planId);
        const look = async () => {
          const next = await readPlanRecord(planId);
          expectSound(next);
          expectForward(record, next);
          record = next;
        };

        for (const { passes, away, together } of moments) {
          if (passes > 0) await letTimePass(planId, passes);
          await takeAway(away);
          const present = record;
          await Promise.all(
            together.map(({ move, death }) => {
              const work = () => make(move, { person, planId, present });
              return death ? runMortal(death, work) : work();
            }),
          );
          if (away !== "nothing") await bringBack();
          await look();
        }

        for (let sweeps = 0; sweeps < 6 && !isFinal(record.state); sweeps += 1) {
          await letTimePass(planId, 100);
          await Promise.all([sweep(), sweep()]);
          await look();
        }
        expect(isFinal(record.state), `swept for ten minutes, and still ${record.state}`).toBe(true);
        ended[record.state] = (ended[record.state] ?? 0) + 1;

        const late = moments.flatMap(({ together }) => together).slice(-4);
        for (const { move } of late) await make(move, { person, planId, present: record });
        await look();
      }),
      { numRuns: bindings.PLAN_SCHEDULES, seed: 20_261_124 },
    );
    console.info("plans ended", ended);
    // The sweep and QStash's client say what was away; nothing else may be complained of.
    const known = /"sweep_failed".*"error":"(?:ApiError|QstashError)"|^\[Upstash QStash\] POST/;
    expect(complaints.filter((line) => !known.test(line))).toEqual([]);
    expect(Object.keys(ended)).toEqual(expect.arrayContaining(["ready", "ready_partial", "cancelled"]));
  },
  10_000 + bindings.PLAN_SCHEDULES * 1000,
);

type Person = Awaited<ReturnType<typeof newPerson>>;

/** Asks for a plan until the worker lives to answer. */
async function start({ api }: Person, { hours, birth }: { hours: number; birth: Death | undefined }) {
  const idempotencyKey = crypto.randomUUID();
  const constraints = { ...clientProfile.constraints, weekly_marketing_time_hours: hours };
  const ask = () =>
    api.generatePlan({ clientProfile: { ...clientProfile, constraints } }, { idempotencyKey });
  if (birth) await runMortal(birth, ask);
  return (await ask()).id;
}

interface Scene {
  readonly person: Person;
  readonly planId: string;
  readonly present: PlanRecord;
}

async function make(move: Move, { person, planId, present }: Scene): Promise<void> {
  switch (move.kind) {
    case "sweep":
      return sweep();
    case "cancel":
      return person.api.cancelPlan(planId).then(() => undefined, expectRefusedOrAway);
    case "deliver": {
      const { step, report } = move;
      const underWay = present.steps.find((one) => one.step === step)?.attempt ?? 0;
      const attempt = move.attempt === "present" ? Math.max(1, underWay) : move.attempt;
      const path = callbackPath({ plan: planId, step, attempt });
      const answer = await deliver(path, stepReport(step, report)).catch(expectAway);
      expectTakenOrAway(answer);
    }
  }
}

/** What the cron trigger does; it fails as a whole when the database is away. */
async function sweep(): Promise<void> {
  await worker.scheduled(undefined, env).catch(expectAway);
}

/** Background work and the sweep may fail for what is away, and for nothing else. */
function expectAway(error: unknown): undefined {
  expect(error).toMatchObject({ name: expect.stringMatching(/^(?:ApiError|QstashError)$/) });
}

/** A finished plan cannot be cancelled. */
function expectRefusedOrAway(error: unknown): void {
  const code = expect.stringMatching(/^(?:state_conflict|dependency_unavailable)$/);
  expect(error).toMatchObject({ code });
}

function expectTakenOrAway(answer: Response | undefined): void {
  expect([204, 503, undefined]).toContain(answer?.status);
}

async function takeAway(what: Moment["away"]): Promise<void> {
  switch (what) {
    case "nothing":
      return;
    case "database":
      return addFault(bindings.NEON_URL, { kind: "status", status: 500 });
    case "database_answer":
      return addFault(bindings.NEON_URL, { kind: "drop_answer" });
    case "qstash":
      return addFault(bindings.QSTASH_URL, { kind: "status", status: 500, path: "/v2/batch", times: 2 });
  }
}
