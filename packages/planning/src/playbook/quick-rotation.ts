import { planWeeks } from "../governance/window.ts";
import type { Idea } from "./ideas.ts";
import type { Series } from "./series-weeks.ts";

/** Weeks after which a rotation begins again. */
const cycle = 4;

/**
 * Deals quick ideas to the weekly slots of a module so that each week has as many as there are slots and no week is like the
 * one before: the first weekly habit every week if there is more than one slot, the others in turn.
 */
export function placeQuickIdeas(
  ideas: readonly Idea[],
  { slots }: { slots: number },
): { idea: Idea; series: Series }[] {
  const habit = slots > 1 ? ideas.find(({ every }) => every?.includes(1)) : undefined;
  const inTurn = ideas
    .filter((idea) => idea !== habit)
    .slice(0, cycle * (habit === undefined ? slots : slots - 1));
  const shares = dealShares(inTurn, cycle * slots - (habit === undefined ? 0 : cycle));
  if (habit !== undefined) shares.set(habit, cycle);

  const load = Array.from({ length: cycle }, () => 0);
  return [...shares]
    .toSorted(([, a], [, b]) => b - a)
    .map(([idea, share]) => {
      const every = spacingOf(share);
      const offset = emptiestOffset(load, every);
      for (let week = offset; week < cycle; week += every) load[week] = (load[week] ?? 0) + 1;
      const start = offset + 1;
      return { idea, series: { start, every, times: Math.floor((planWeeks - start) / every) + 1 } };
    });
}

function spacingOf(share: number): Series["every"] {
  if (share === 4) return 1;
  return share === 2 ? 2 : 4;
}

/** How many weeks of a cycle each idea gets: 1, 2 or 4. Earlier ideas are raised first, none above what its `every` allows. */
function dealShares(ideas: readonly Idea[], available: number): Map<Idea, number> {
  const shares = new Map(ideas.map((idea) => [idea, 1]));
  let left = available - ideas.length;
  for (const share of [1, 2]) {
    for (const idea of ideas) {
      const closest = Math.min(...(idea.every ?? [cycle]));
      if (shares.get(idea) === share && closest <= cycle / (2 * share) && share <= left) {
        shares.set(idea, 2 * share);
        left -= share;
      }
    }
  }
  return shares;
}

function emptiestOffset(load: readonly number[], every: number): number {
  const fullest = (offset: number) => Math.max(...load.filter((_, week) => week % every === offset));
  const offsets = Array.from({ length: every }, (_, offset) => offset);
  return offsets.reduce((best, offset) => (fullest(offset) < fullest(best) ? offset : best), 0);
}
