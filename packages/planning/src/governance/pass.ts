import type { Board } from "./board.ts";
import { addDays } from "./calendar.ts";
import type { ResolutionLog } from "./log.ts";
import type { Candidate } from "./targets.ts";
import { dayOf, weekOf } from "./window.ts";

/** The day of each part, counted from the window's start. What has none is deferred. */
export type Placements = Map<Candidate, readonly number[]>;

/** What the passes share. */
export interface Pass {
  board: Board;
  windowStart: string;
  capacityMinutes: number;
  log: ResolutionLog;
}

/** Puts a task that found no place on record. */
export function logDeferred(candidate: Candidate, { log }: Pass): void {
  const type = candidate.deadline === Infinity ? "deferred_past_window" : "deadline_passed";
  log.add({ type, items: idsOf(candidate) });
}

/** Puts a task placed later than its target on record in every week that had no room for it. */
export function logDelay(candidate: Candidate, day: number, { windowStart, log }: Pass): void {
  const type = candidate.task.quickWin ? "defer_quick_win" : "defer_over_capacity";
  for (let week = candidate.target; week < weekOf(day); week += 1) {
    log.add({ type, week: addDays(windowStart, dayOf(week, 0)), items: [firstId(candidate)] });
  }
}

/** The ids of all parts. */
export function idsOf({ parts }: Candidate): string[] {
  return parts.map((part) => part.id);
}

/** The id of the first part, which stands for the whole. */
export function firstId({ parts }: Candidate): string {
  return parts[0]?.id ?? "";
}
