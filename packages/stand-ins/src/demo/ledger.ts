import type { MasterPlan, ResolutionLogEntry, ResolutionType } from "@alva/contracts/master-plan";
import { dayName } from "@alva/planning/day-name";
import { count, plain } from "./text.ts";

/** The ledger of decisions in plain words, one sentence per decision, in the ledger's order. */
export function explainLedger({ tasks, meta }: MasterPlan): string[] {
  const titles = new Map(tasks.map(({ id, title }) => [id, plain(title)]));
  return meta.resolution_log.map((entry) => {
    const named = [...new Set(entry.items.map((item) => titles.get(item) ?? plain(item)))];
    return `${explain[entry.type](entry, titles)}: ${listed(named)}`;
  });
}

type Explain = (entry: ResolutionLogEntry, titles: ReadonlyMap<string, string>) => string;

const explain: Readonly<Record<ResolutionType, Explain>> = {
  already_on_board: (entry) => `${some(entry)} already on your board, so I added nothing twice`,
  channel_gated: (entry) =>
    `${some(entry)} left out because ${gates[entry.detail ?? ""] ?? "the channel is closed"}`,
  deadline_passed: (entry) => `${some(entry)} parked because the date it was for cannot be met`,
  defer_over_capacity: (entry) =>
    `${weekOf(entry)} had no room left, so ${some(entry)} moved to a later week`,
  defer_quick_win: (entry) =>
    `${weekOf(entry)} had no room for another quick win, so ${some(entry)} moved later`,
  deferred_past_window: (entry) =>
    entry.detail === "prerequisite"
      ? `${some(entry)} parked because what has to come first did not fit`
      : `${some(entry)} parked because all 13 weeks are full`,
  duplicate_removed: (entry, titles) =>
    `${some(entry)} left out as a repeat of ${quoted(titles.get(entry.kept ?? "") ?? entry.kept)}`,
  invalid_dropped: (entry) => `${some(entry)} left out because the model's text could not be used`,
  no_capacity: (entry) => `${some(entry)} parked because you have no hours for marketing now`,
  policy_dropped: (entry) =>
    `${some(entry)} left out because of a rule of yours or mine (${plain(entry.detail ?? "policy")})`,
  repaired: (entry) =>
    `${some(entry)} corrected (${plain((entry.detail ?? "a field").replaceAll("_", " "))})`,
  series_closed: (entry) => `${some(entry)} not repeated in weeks that are over`,
  split_to_fit: (entry) => `${count(entry.count, "part")} made from tasks too long for half a week`,
};

const gates: Readonly<Record<string, string>> = {
  ppc_budget: "ads need a budget of at least $300 a month",
  channel_off: "its channel is not part of this plan",
  platform_off: "you do not use its platform",
};

function some({ count: number }: ResolutionLogEntry): string {
  return count(number, "task");
}

function weekOf({ week }: ResolutionLogEntry): string {
  return week === null ? "The week" : `The week of ${dayName(week)}`;
}

function quoted(name: string | undefined): string {
  return name === undefined ? "another" : `“${plain(name)}”`;
}

const named = 3;

function listed(items: readonly string[]): string {
  const rest = items.length - named;
  return [...items.slice(0, named), ...(rest > 0 ? [`${rest} more`] : [])].join("; ");
}
