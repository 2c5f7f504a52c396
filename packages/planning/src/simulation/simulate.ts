import { type Channel, channels, type PlanTask } from "@alva/contracts/master-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import type { Simulation } from "@alva/contracts/simulation";
import { addDays } from "../governance/calendar.ts";
import { planWeeks } from "../governance/window.ts";
import { difference } from "../replan/difference.ts";
import type { MergeAgain, MergedAgain } from "../replan/merge-again.ts";
import { moduleAllowances } from "../strategy/allowances.ts";
import { baseCustomPlan } from "../strategy/base-plan.ts";
import { quickWinMinutes } from "../strategy/bounds.ts";
import { prepare } from "../strategy/facts.ts";
import { closedReasons } from "../strategy/gates.ts";
import { campaignsAtOnce } from "../validators/clamp-artifacts.ts";
import { honestPreview } from "./honest-preview.ts";

interface Comparison {
  readonly before: ClientProfile;
  readonly after: ClientProfile;
}

/** What other means would change that follows from the profile alone: gates, campaigns, and what the means buy. */
export function compareMeans({
  before,
  after,
}: Comparison): Pick<Simulation, "gates" | "campaigns" | "preview"> {
  const [reasonsBefore, reasonsAfter] = [closedReasons(before), closedReasons(after)];
  return {
    gates: channels.map((channel) => ({
      channel,
      before: reasonsBefore[channel] === null,
      after: reasonsAfter[channel] === null,
      reason: reasonsAfter[channel],
    })),
    campaigns: {
      before: reasonsBefore.ppc === null ? campaignsAtOnce(before) : 0,
      after: reasonsAfter.ppc === null ? campaignsAtOnce(after) : 0,
    },
    preview: honestPreview(after),
  };
}

/** What a plan's board would become, a dry merge told by channel and by task. */
export function compareBoards(
  { board, windowStart }: MergeAgain,
  { input, masterPlan, fixed, missed }: MergedAgain,
): Pick<Simulation, "week_minutes" | "displaced"> {
  const firstWeek = input.first_week ?? 1;
  const opensOn = addDays(windowStart, 7 * (firstWeek - 1));
  const openWeeks = planWeeks - firstWeek + 1;
  const after = [...fixed, ...missed, ...masterPlan.tasks];
  const { removed, moved, changed } = difference(board.tasks, after);
  const parked = [...moved, ...changed].filter((pair) => pair.after.status === "deferred");
  return {
    week_minutes: channels.map((channel) => ({
      channel,
      before: Math.round(minutesIn(channel, board.tasks, opensOn) / openWeeks),
      after: Math.round(minutesIn(channel, after, opensOn) / openWeeks),
    })),
    displaced: [...removed, ...parked.map(({ before }) => before)].filter(
      ({ status, due_date }) => status === "planned" && due_date !== null && due_date >= opensOn,
    ),
  };
}

function minutesIn(channel: Channel, tasks: readonly PlanTask[], from: string): number {
  return tasks
    .filter((task) => task.channel === channel && task.status !== "skipped" && task.status !== "deferred")
    .filter(({ due_date }) => due_date !== null && due_date >= from)
    .reduce((sum, { estimated_minutes }) => sum + estimated_minutes, 0);
}

/** The same for someone without a plan: what the base plan would allow each channel at an instant (RFC 3339). */
export function compareAllowances(
  { before, after }: Comparison,
  at: string,
): Pick<Simulation, "week_minutes" | "displaced"> {
  const [allowedBefore, allowedAfter] = [allowancesOf(before, at), allowancesOf(after, at)];
  return {
    week_minutes: channels.map((channel) => ({
      channel,
      before: allowedBefore.get(channel) ?? 0,
      after: allowedAfter.get(channel) ?? 0,
    })),
    displaced: [],
  };
}

function allowancesOf(profile: ClientProfile, at: string): ReadonlyMap<Channel, number> {
  const facts = prepare(profile, at);
  const allowances = moduleAllowances(baseCustomPlan(facts, profile), facts);
  return new Map(
    [...allowances].map(([key, { budget_minutes, quick_wins_per_week }]) => [
      key,
      Math.round(budget_minutes / planWeeks) + quickWinMinutes * quick_wins_per_week,
    ]),
  );
}
