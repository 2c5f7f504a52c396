import { workdays } from "./board.ts";
import { weekdayOf } from "./hint.ts";
import { compareBy, rankOf } from "./order.ts";
import { firstId, logDeferred, logDelay, type Pass, type Placements } from "./pass.ts";
import type { Candidate } from "./targets.ts";
import { dayOf, planWeeks } from "./window.ts";

/** Section 5.9, pass A: at most one quick win a day, at most half of a week. */
export function placeQuickWins(quickWins: readonly Candidate[], pass: Pass): Placements {
  const placements: Placements = new Map();
  for (const quickWin of quickWins.toSorted(byQuickWinOrder)) {
    const day = findQuickWinDay(quickWin, pass);
    if (day === null) {
      logDeferred(quickWin, pass);
    } else {
      pass.board.addQuickWin(day, quickWin.task.minutes);
      placements.set(quickWin, [day]);
      logDelay(quickWin, day, pass);
    }
  }
  return placements;
}

const byQuickWinOrder = compareBy<Candidate>(
  ({ target }) => target,
  ({ deadline }) => deadline,
  ({ task }) => task.minutes,
  ({ task }) => rankOf(task.module),
  ({ task }) => task.moduleTaskId,
  ({ index }) => index,
  firstId,
);

function findQuickWinDay({ task, target, deadline }: Candidate, pass: Pass): number | null {
  const { board, capacityMinutes } = pass;
  const hinted = weekdayOf(task.hint);
  for (let week = target; week <= planWeeks; week += 1) {
    if (board.quickMinutesIn(week) + task.minutes > Math.floor(capacityMinutes / 2)) continue;
    if (board.minutesIn(week) + task.minutes > capacityMinutes) continue;
    const free = workdays.filter((weekday) => {
      const day = dayOf(week, weekday);
      return day <= deadline && !board.hasQuickWin(day);
    });
    const weekday = free.find((weekday) => weekday === hinted) ?? free[0];
    if (weekday !== undefined) return dayOf(week, weekday);
  }
  return null;
}
