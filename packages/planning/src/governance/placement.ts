import { placeOthers } from "./other-tasks.ts";
import { idsOf, type Pass, type Placements } from "./pass.ts";
import { placeQuickWins } from "./quick-wins.ts";
import type { Candidate } from "./targets.ts";

/** Sections 5.9 and 5.10: places what fits, quick wins first. Without capacity everything is deferred. */
export function placeAll(candidates: readonly Candidate[], pass: Pass): Placements {
  if (pass.capacityMinutes === 0) {
    const items = candidates.flatMap(idsOf);
    if (items.length > 0) pass.log.add({ type: "no_capacity", items });
    return new Map();
  }
  const quickWins = candidates.filter(({ task }) => task.quickWin);
  const others = candidates.filter(({ task }) => !task.quickWin);
  return new Map([...placeQuickWins(quickWins, pass), ...placeOthers(others, pass)]);
}
