import type { NoticeDue } from "@alva/contracts/notice";
import { createZoneClock } from "@alva/planning/governance/time-zone";
import { lookAt } from "@alva/planning/notices/morning";
import { weeklyPulse } from "@alva/planning/notices/weekly-pulse";
import { traceIdOf } from "@alva/http/trace";
import type { NoticeMessage } from "./notice-messages.ts";
import type { Ports } from "./ports.ts";
import { findCurrentBoard } from "./queries/dashboard.ts";
import {
  claimDueNotices,
  claimMorningReaders,
  type DueRow,
  type Looked,
  type MorningReader,
  queueMorningNotices,
  queueOccasionalNotices,
  settleNotices,
} from "./queries/notices.ts";
import { quickWinDates } from "./quick-win-dates.ts";
import { writeUnsubscribeToken } from "./unsubscribe-token.ts";

/** No more than the auth worker's outbox sends in a minute; the rest comes with the next sweep. */
const perSweep = 50;

/** Finds out which optional mails are due at an instant and hands them on to the auth worker, each once. */
export async function sweepNotices(ports: Ports, now: number): Promise<void> {
  const { db } = ports;
  await queueOccasionalNotices(db, { limit: perSweep });
  const readers = await claimMorningReaders(db, { limit: perSweep });
  if (readers.length > 0) {
    const looked = readers.map((reader) => look(reader, now));
    await queueMorningNotices(db, looked);
  }
  await handOn(ports);
}

function look(reader: MorningReader, now: number): Looked {
  const { user_id, timezone, window_start, window_end, daily_quick_win, weekly_pulse } = reader;
  const { due, nextLookAt } = lookAt(now, {
    // Whoever has no plan yet has no morning either; it is enough to look once a day.
    timezone: timezone ?? "UTC",
    window: window_start === null || window_end === null ? undefined : { window_start, window_end },
    dailyQuickWin: daily_quick_win,
    weeklyPulse: weekly_pulse,
  });
  return { userId: user_id, due, nextLookAt };
}

/** Hands on what is due. When QStash is away, the claims lapse and a later sweep tries again. */
async function handOn(ports: Ports): Promise<void> {
  const { db, publishNotices } = ports;
  const rows = await claimDueNotices(db, { limit: perSweep });
  if (rows.length === 0) return;
  const messages: NoticeMessage[] = [];
  for (const row of rows) {
    const notice = await withFacts(ports, row);
    if (notice) messages.push({ notice, traceId: row.trace_id ?? traceIdOf(undefined) });
  }
  await publishNotices(messages);
  await settleNotices(db, rows);
}

/** The message of a mail; undefined when there is nothing to tell any more, as of a quick win that is done already. */
async function withFacts({ db, config }: Ports, row: DueRow): Promise<NoticeDue | undefined> {
  const { user_id, kind, occasion, expires_at: send_before } = row;
  const unsubscribe = await writeUnsubscribeToken(config.unsubscribeKeys, { userId: user_id, kind });
  const common = { user_id, occasion, send_before, unsubscribe };
  switch (row.kind) {
    case "plan_ready":
      return row.facts ? { ...common, kind: row.kind, facts: row.facts } : undefined;
    case "daily_quick_win":
      return row.facts ? { ...common, kind: row.kind, facts: row.facts } : undefined;
    case "weekly_pulse": {
      const facts = await readPulse(db, { userId: user_id, monday: occasion });
      return facts && { ...common, kind: row.kind, facts };
    }
    case "resume_onboarding":
      return { ...common, kind: row.kind, facts: row.facts };
  }
}

async function readPulse(
  db: Ports["db"],
  { userId, monday }: { readonly userId: string; readonly monday: string },
): Promise<ReturnType<typeof weeklyPulse> | undefined> {
  const board = await findCurrentBoard(db, userId);
  if (!board) return undefined;
  const { plan, tasks } = board;
  return weeklyPulse({
    monday,
    plan,
    tasks,
    quickWins: quickWinDates(board, createZoneClock(plan.timezone)),
  });
}
