import type { ClientProfile } from "@alva/contracts/profile";
import type { HonestPreview } from "@alva/contracts/simulation";
import { planWeeks } from "../governance/window.ts";
import { weeklyCapacityMinutes } from "../profile-facts.ts";
import { quickWinMinutes, quickWinsPerWeek } from "../strategy/bounds.ts";
import { closedReasons } from "../strategy/gates.ts";

const largerMinutes = 75;

/** What a profile's hours and money buy in 13 weeks, before anything is planned (product specification, section 6.7). */
export function honestPreview(profile: ClientProfile): HonestPreview {
  const capacity = weeklyCapacityMinutes(profile);
  const quickWins = quickWinsPerWeek(capacity);
  const rest = capacity - quickWinMinutes * quickWins;
  const inParts = rest > 0 && rest < largerMinutes;
  const { ppc: reason } = closedReasons(profile);
  return {
    quick_wins: planWeeks * quickWins,
    larger_tasks: inParts
      ? Math.floor((planWeeks * rest) / largerMinutes)
      : planWeeks * Math.floor(rest / largerMinutes),
    in_parts: inParts,
    ads: { on: reason === null, reason },
  };
}
