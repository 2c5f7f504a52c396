import type { Channel } from "@alva/contracts/master-plan";
import { workdays } from "./board.ts";
import { weekdayOf } from "./hint.ts";
import { compareBy, rankOf } from "./order.ts";
import { firstId, idsOf, logDeferred, logDelay, type Pass, type Placements } from "./pass.ts";
import type { Candidate } from "./targets.ts";
import { dayOf, planWeeks, weekOf } from "./window.ts";

/** Section 5.10, pass B: everything else, a task with all its parts or not at all. */
export function placeOthers(others: readonly Candidate[], pass: Pass): Placements {
  const placements: Placements = new Map();
  // The latest day of a channel's prerequisites; null once one of them has no place.
  const launchFloors = new Map<Channel, number | null>();

  for (const candidate of others.toSorted(byOrder)) {
    const { channel } = candidate.task;
    const launchFloor = launchFloors.get(channel);
    if (candidate.isLaunch && launchFloor === null) {
      pass.log.add({ type: "deferred_past_window", items: idsOf(candidate), detail: "prerequisite" });
      continue;
    }
    const days = placeParts(candidate, (candidate.isLaunch ? launchFloor : null) ?? -1, pass);
    const [first, last] = [days?.[0], days?.at(-1)];
    if (days === null || first === undefined || last === undefined) {
      logDeferred(candidate, pass);
      if (candidate.isPrerequisite) launchFloors.set(channel, null);
    } else {
      placements.set(candidate, days);
      logDelay(candidate, first, pass);
      if (candidate.isPrerequisite && launchFloor !== null) {
        launchFloors.set(channel, Math.max(launchFloor ?? last, last));
      }
    }
  }
  return placements;
}

const byOrder = compareBy<Candidate>(
  ({ isPrerequisite }) => Number(!isPrerequisite),
  ({ task }) => task.priority,
  ({ deadline }) => deadline,
  ({ target }) => target,
  ({ task }) => task.minutes,
  ({ task }) => rankOf(task.module),
  ({ task }) => task.moduleTaskId,
  ({ index }) => index,
  firstId,
);

/** Takes a day for each part, every one later than the one before, or takes nothing and gives null. */
function placeParts(candidate: Candidate, floor: number, pass: Pass): number[] | null {
  const days: number[] = [];
  for (const { minutes } of candidate.parts) {
    const previous = days.at(-1);
    const day = findDay(
      candidate,
      {
        minutes,
        after: previous ?? floor,
        fromWeek: previous === undefined ? candidate.target : weekOf(previous),
      },
      pass,
    );
    if (day === null) {
      for (const [part, taken] of days.entries())
        pass.board.remove(taken, candidate.parts[part]?.minutes ?? 0);
      return null;
    }
    pass.board.add(day, minutes);
    days.push(day);
  }
  return days;
}

/** The first week with room, and there the hinted weekday or else the emptiest. */
function findDay(
  { task, deadline }: Candidate,
  { minutes, after, fromWeek }: { minutes: number; after: number; fromWeek: number },
  { board, capacityMinutes }: Pass,
): number | null {
  const hinted = weekdayOf(task.hint);
  for (let week = fromWeek; week <= planWeeks; week += 1) {
    if (board.minutesIn(week) + minutes > capacityMinutes) continue;
    const allowed = workdays
      .map((weekday) => dayOf(week, weekday))
      .filter((day) => day > after && day <= deadline);
    const [emptiest] = allowed.toSorted(
      compareBy(
        (day) => board.minutesOn(day),
        (day) => day,
      ),
    );
    if (emptiest === undefined) continue;
    return allowed.find((day) => hinted !== null && day === dayOf(week, hinted)) ?? emptiest;
  }
  return null;
}
