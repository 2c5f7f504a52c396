import type { ResolutionLogEntry, ResolutionType, TaskStatus } from "@alva/contracts/master-plan";
import { leastAdBudget } from "../governance/gates.ts";
import { type Named, namesOf, weekName } from "./words.ts";

/** A decision with the titles that its sentence needs. */
export interface Told {
  readonly entry: ResolutionLogEntry;
  readonly items: readonly Named[];
  /** What stayed in the item's place, and where it stands on the board now. */
  readonly kept: (Named & { readonly status: TaskStatus | null }) | null;
  readonly windowStart: string;
}

interface Sentence {
  /** What I did. */
  readonly text: (told: Told) => string;
  /** Why, and what the owner can do about it; null where the text says it all. */
  readonly explanation: (told: Told) => string | null;
}

/** Says each kind of decision in the product's voice (product specification, section 2). */
export const sentences: Readonly<Record<ResolutionType, Sentence>> = {
  already_on_board: {
    text: ({ items, kept }) => {
      if (kept === null) return `${namesOf(items)} stayed where it was, so I did not add it again.`;
      if (kept.status === "skipped")
        return `I left out ${namesOf(items)}: you said no to ${namesOf([kept])}.`;
      return `I left out ${namesOf(items)}: ${namesOf([kept])} is on your board already.`;
    },
    explanation: ({ kept }) =>
      kept === null ? null : "The two titles ask for nearly the same work. If you want both, restore it.",
  },
  channel_gated: {
    text: ({ entry, items }) => `I left out ${namesOf(items)}: ${gate(entry).because}.`,
    explanation: ({ entry }) => gate(entry).explanation,
  },
  deadline_passed: {
    text: ({ items }) => `I parked ${namesOf(items)}: no week before its deadline had room.`,
    explanation: () => "After that date the work would be of no use. Restore it if it still is for you.",
  },
  defer_over_capacity: {
    text: ({ entry, items, windowStart }) =>
      `${weekOf(entry, windowStart)} was full, so I moved ${namesOf(items)} to a later week.`,
    explanation: () => "I never plan more than the hours you gave. Change the date if it should come first.",
  },
  defer_quick_win: {
    text: ({ entry, items, windowStart }) =>
      `${weekOf(entry, windowStart)} had no place for another quick win, so I moved ${namesOf(items)} to a later week.`,
    explanation: () => "There is at most one quick win a weekday, and they take at most half of your hours.",
  },
  deferred_past_window: {
    text: ({ entry, items }) =>
      entry.detail === "prerequisite"
        ? `I parked ${namesOf(items)}: what has to come first did not fit.`
        : `I parked ${namesOf(items)}: the weeks up to the end of the plan are full.`,
    explanation: () =>
      "I never plan more than the hours you gave. Restore it if it matters more than another task.",
  },
  duplicate_removed: {
    text: ({ items, kept }) =>
      kept === null
        ? `I merged versions of ${namesOf(items)} into one.`
        : `I merged ${namesOf(items)} into ${namesOf([kept])}: they ask for nearly the same work.`,
    explanation: () => "If they are two different tasks for you, restore the one I left out.",
  },
  invalid_dropped: {
    text: ({ items }) => `I left out ${namesOf(items)}, because it made no sense as a task.`,
    explanation: () => "It had no readable title, so nobody could have acted on it.",
  },
  no_capacity: {
    text: ({ items }) => `I parked ${namesOf(items)}: you have 0 hours a week for marketing.`,
    explanation: () => "Even 1 hour a week gives you one quick win a week.",
  },
  policy_dropped: {
    text: ({ entry, items }) =>
      `I left out ${namesOf(items)}: ${policies[entry.detail ?? ""] ?? "it broke a rule"}.`,
    explanation: () => "I keep to your limits and to a few rules that protect you, so this one stays out.",
  },
  repaired: {
    text: ({ entry, items }) =>
      entry.detail === "effort"
        ? `I set the size of ${namesOf(items)} myself, so that it fits your hours.`
        : `I put the details of ${namesOf(items)} in order, such as a week or a repeat that made no sense.`,
    explanation: () => null,
  },
  series_closed: {
    text: ({ items }) => `I did not plan ${namesOf(items)} for weeks that are over.`,
    explanation: () =>
      "Missed repeats are let go instead of piling up. Restore one if you want to catch up on it.",
  },
  split_to_fit: {
    text: ({ items }) =>
      `I split ${namesOf(items)} into parts, so that no part takes more than half of a week.`,
    explanation: () => null,
  },
};

interface Gate {
  readonly because: string;
  readonly explanation: string;
}

const gates: Readonly<Record<string, Gate>> = {
  ppc_budget: {
    because: `ads need at least $${leastAdBudget} a month`,
    explanation: `With less money ads teach you nothing. Give $${leastAdBudget} a month or more, and the next plan has them.`,
  },
  platform_off: {
    because: "this plan does without its platform",
    explanation: "A few platforms kept up well beat many. Name the platform in your answers if you use it.",
  },
};
const channelOff: Gate = {
  because: "this plan does without its channel",
  explanation: "Fewer channels done well beat many. You can turn channels on in your plan's settings.",
};

function gate({ detail = "" }: ResolutionLogEntry): Gate {
  return gates[detail] ?? channelOff;
}

const policies: Readonly<Record<string, string>> = {
  asks_credentials: "it asked for passwords or card details",
  ads_to_minors: "it aimed ads at people under 18",
  face_or_voice: "you do not want to be seen or heard",
  foreign_link: "it led to a website that is not yours",
  no_promos: "you run no promotions",
};

function weekOf({ week }: ResolutionLogEntry, windowStart: string): string {
  return week === null ? "A week" : weekName(week, windowStart);
}
