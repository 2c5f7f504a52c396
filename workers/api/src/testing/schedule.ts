import { type PlanStep, planSteps } from "@alva/contracts/plan";
import * as fc from "fast-check";
import type { Death } from "./mortal.ts";
import { type ReportKind, reportKinds } from "./step-reports.ts";

/** One thing that happens to a plan in the making. */
export type Move =
  | {
      readonly kind: "deliver";
      readonly step: PlanStep;
      /** The attempt that the report answers; `present` is the one that is under way. */
      readonly attempt: "present" | 1 | 2 | 3;
      /** How often it was put off before. */
      readonly waits: "present" | 0 | 1;
      readonly report: ReportKind;
    }
  | { readonly kind: "sweep" | "cancel" };

/** What goes on at the same moment, after some seconds, while something may be away. */
export interface Moment {
  readonly passes: number;
  readonly away: "nothing" | "database" | "database_answer" | "qstash";
  /** Each with where its worker dies, if it does. */
  readonly together: readonly { readonly move: Move; readonly death: Death | undefined }[];
}

const death = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.record({ after: fc.nat(4), lastIsSent: fc.boolean() }) },
);
const report = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom("good" as const, "narrow" as const) },
  { weight: 1, arbitrary: fc.constantFrom(...reportKinds) },
  { weight: 1, arbitrary: fc.constantFrom("busy" as const, "busy_long" as const) },
);
const delivery = fc.record({
  kind: fc.constant("deliver" as const),
  step: fc.constantFrom(...planSteps),
  attempt: fc.oneof(
    { weight: 4, arbitrary: fc.constant("present" as const) },
    { weight: 1, arbitrary: fc.constantFrom(1 as const, 2 as const, 3 as const) },
  ),
  waits: fc.oneof(
    { weight: 6, arbitrary: fc.constant("present" as const) },
    { weight: 1, arbitrary: fc.constantFrom(0 as const, 1 as const) },
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
      waits: "present" as const,
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
/** A plan's hours a week, where the worker that starts it dies, and what happens to it then. */
export const schedule = fc.record({
  hours: fc.constantFrom(...Array<number>(9).fill(6), 0),
  birth: death,
  moments: fc.array(moment, { minLength: 1, maxLength: 14, size: "max" }),
});
