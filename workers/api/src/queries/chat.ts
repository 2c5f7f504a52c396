import { type ChatMessage, ChatPart, ChatProposal, ChatState, DeskAction } from "@alva/contracts/chat";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { answerLeaseSeconds } from "./desk-answers.ts";
import { type AppDatabase, rfc3339, select } from "./rows.ts";

/** A message as the statements of this folder select it. */
export const MessageRow = z
  .object({
    position: z.coerce.number(),
    id: z.string(),
    role: z.enum(["user", "assistant"]),
    state: ChatState,
    created_at: z.string(),
    parts: z.array(ChatPart),
    proposals: z.record(z.string(), ChatProposal.shape.state).nullable(),
  })
  .transform(({ position, id, role, state, created_at, parts, proposals }) => {
    const message: ChatMessage = {
      id,
      role,
      metadata: { state, created_at },
      parts: parts.map((part) =>
        part.type === "data-proposal"
          ? { ...part, data: { ...part.data, state: proposals?.[part.id] ?? part.data.state } }
          : part,
      ),
    };
    return { position, message };
  });

/** Columns of `MessageRow` for an `m` that is app.chat_messages. An answer left behind by a dead worker was stopped. */
export const messageColumns: SQL = sql`
  m.position, m.id, m.role, ${rfc3339(sql`m.created_at`)} as created_at, m.parts,
  case when m.state = 'answering' and m.created_at < statement_timestamp() - make_interval(secs => ${answerLeaseSeconds}::int)
    then 'stopped' else m.state end as state,
  (select jsonb_object_agg(q.id, q.state) from app.chat_proposals q
    where q.user_id = m.user_id and q.message_id = m.id) as proposals`;

interface ListMessages {
  readonly userId: string;
  readonly limit: number;
  /** Position of the last message of the page before. */
  readonly before: number | undefined;
}

/** A person's conversation, newest first, with each message's position for the next cursor. */
export async function listMessages(
  db: AppDatabase,
  { userId, limit, before }: ListMessages,
): Promise<z.output<typeof MessageRow>[]> {
  return select(
    db,
    MessageRow,
    sql`
      select ${messageColumns} from app.chat_messages m
      where m.user_id = ${userId} and m.position < coalesce(${before ?? null}::bigint, 9223372036854775807)
      order by m.position desc limit ${limit}::int`,
  );
}

/** Deletes a person's conversation with its proposals. What was confirmed stays done. */
export async function clearMessages(db: AppDatabase, userId: string): Promise<void> {
  await select(db, z.unknown(), sql`delete from app.chat_messages where user_id = ${userId}`);
}

const DecisionRow = z.object({
  id: z.uuid(),
  proposal: z.object({ summary: z.string(), action: DeskAction, plan_id: z.uuid().nullable() }),
  decided: z.boolean(),
});

interface DecideProposal {
  readonly userId: string;
  readonly proposalId: string;
  readonly decision: "confirmed" | "cancelled";
}

/** Makes a proposal that was confirmed and then could not be carried out one to decide about again. */
export async function reopenProposal(
  db: AppDatabase,
  { userId, proposalId }: Omit<DecideProposal, "decision">,
): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`
      update app.chat_proposals set state = 'proposed', decided_at = null
      where user_id = ${userId} and id = ${proposalId} and state = 'confirmed'`,
  );
}

/** Decides about a proposal; the first decision stands. `decided` says whether this is it. Undefined when there is none. */
export async function decideProposalOnce(
  db: AppDatabase,
  { userId, proposalId, decision }: DecideProposal,
): Promise<z.output<typeof DecisionRow> | undefined> {
  const [row] = await select(
    db,
    DecisionRow,
    sql`
      with decided as (
        update app.chat_proposals set state = ${decision}, decided_at = coalesce(decided_at, now())
        where user_id = ${userId} and id = ${proposalId} and state in ('proposed', ${decision}) returning id
      )
      select p.id, p.proposal, exists (select from decided) as decided
      from app.chat_proposals p where p.user_id = ${userId} and p.id = ${proposalId}`,
  );
  return row;
}
