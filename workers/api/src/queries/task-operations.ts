import type { Operation } from "@alva/contracts/task";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { currentPlanId } from "./current-plan.ts";
import { lockPerson } from "./person-lock.ts";
import { type AppDatabase, reached } from "./rows.ts";

/** Who writes, and what makes two requests the same one. */
export interface TaskOperation extends Operation {
  readonly userId: string;
  /** Hash of the whole request; the same operation id with another hash is a mistake of the client. */
  readonly requestHash: string;
}

/** `none` when there is nothing to write to, `reused` when the operation id belongs to another request. */
export type OperationOutcome<Answer> =
  | { readonly kind: "answered"; readonly answer: Answer }
  | { readonly kind: "none" | "reused" };

/** A write of one operation, before it is made. */
export interface TaskWriting<Answer extends z.ZodType> extends TaskOperation {
  readonly answer: Answer;
  /**
   * A list of common table expressions that ends with `outcome (answer)` and reads `board`: the plan's id, timezone and
   * window_start; `acted_at`, when the person acted, and `made_at`, the same without the limit of 7 days.
   */
  readonly effect: SQL;
  /** A statement whose rows the effect is to find. */
  readonly before?: SQL;
}

const AnswerRow = z.object({ request_hash: z.string(), answer: z.unknown() });

/** Has one effect on the person's current plan, its tasks or measures, as `writeAllOnce` does. */
export async function writeTasksOnce<Answer extends z.ZodType>(
  db: AppDatabase,
  writing: TaskWriting<Answer>,
): Promise<OperationOutcome<z.output<Answer>>> {
  const [outcome] = await writeAllOnce(db, writing.userId, [writing]);
  return outcome ?? { kind: "none" };
}

/**
 * Has effects on the person's current plan, its tasks or measures, in their order and each exactly once per operation id; each
 * repetition gets the first answer. Operations of one person come one after another, and never between a plan and the one
 * that takes its place.
 */
export async function writeAllOnce<Answer extends z.ZodType>(
  db: AppDatabase,
  userId: string,
  writings: readonly TaskWriting<Answer>[],
): Promise<OperationOutcome<z.output<Answer>>[]> {
  const statements = writings.map((writing) => [
    ...(writing.before ? [writing.before] : []),
    statementOf({ ...writing, userId }),
  ]);
  const results = await reached(
    db.batch([
      db.execute(lockPerson(userId)),
      ...statements.flat().map((statement) => db.execute(statement)),
    ]),
  );
  let last = 0;
  return writings.map((writing, index) => {
    last += statements[index]?.length ?? 0;
    return outcomeOf(writing, z.array(AnswerRow).parse(results.at(last)?.rows));
  });
}

function outcomeOf<Answer extends z.ZodType>(
  { requestHash, answer }: TaskWriting<Answer>,
  [row]: readonly z.infer<typeof AnswerRow>[],
): OperationOutcome<z.output<Answer>> {
  if (!row) return { kind: "none" };
  if (row.request_hash !== requestHash) return { kind: "reused" };
  return { kind: "answered", answer: answer.parse(row.answer) };
}

function statementOf({
  userId,
  operation_id,
  at,
  requestHash,
  effect,
}: Omit<TaskWriting<z.ZodType>, "answer">): SQL {
  const plan = currentPlanId(userId);
  // The statement's own time lies after the wait for the lock, now() would lie before it.
  return sql`
    with earlier as (
      select request_hash, answer from app.task_operations
      where user_id = ${userId} and operation_id = ${operation_id}
    ), clock as (
      select statement_timestamp() as server, least(${at ?? null}::timestamptz, statement_timestamp()) as made_at,
        coalesce(${at ?? null}::timestamptz, 'infinity')
          between statement_timestamp() - interval '7 days' and statement_timestamp() as is_recent
    ), board as (
      select p.id, p.master_plan -> 'plan' ->> 'timezone' as timezone,
        (p.master_plan -> 'plan' ->> 'window_start')::date as window_start,
        case when clock.is_recent then clock.made_at else clock.server end as acted_at, clock.made_at
      from app.plans p, clock where p.id = ${plan} and not exists (select from earlier)
    ), ${effect}, kept as (
      insert into app.task_operations (user_id, operation_id, plan_id, request_hash, answer)
      select ${userId}::uuid, ${operation_id}::uuid, board.id, ${requestHash}, outcome.answer from outcome, board
    )
    select request_hash, answer from earlier union all select ${requestHash}, answer from outcome`;
}
