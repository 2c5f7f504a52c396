import type { CustomPlan } from "@alva/contracts/custom-plan";
import { type Channel, channels } from "@alva/contracts/master-plan";
import type { PlanChangePreview } from "@alva/contracts/plan-changes";
import type { ClientProfile } from "@alva/contracts/profile";
import { closedReasons } from "../strategy/gates.ts";
import { moduleKeys } from "../strategy/module-keys.ts";

interface Switches {
  /** As the plan has them so far. */
  readonly enables: CustomPlan["channel_enables"];
  /** The profile that the plan so far rests on. */
  readonly profileBefore: ClientProfile;
  /** The profile from now on. */
  readonly profile: ClientProfile;
  /** The modules whose tasks are stored. */
  readonly written: ReadonlySet<string>;
  /** What the owner asks for. */
  readonly wanted: Readonly<Partial<Record<Channel, boolean>>>;
}

/**
 * Which channels a plan has that is merged again without a model. The owner's word counts within the gates of plan
 * pipeline section 2.1. A channel that only a gate had closed comes back when the gate opens; one whose tasks were never
 * written cannot.
 */
export function switchChannels({ enables, profileBefore, profile, written, wanted }: Switches) {
  const gatesBefore = closedReasons(profileBefore);
  const gates = closedReasons(profile);
  const modules = new Set<string>(moduleKeys);
  return channels.map((channel): PlanChangePreview["channels"][number] => {
    const isWritten = !modules.has(channel) || written.has(channel);
    const reopens = gatesBefore[channel] !== null && isWritten;
    if (!(wanted[channel] ?? (enables[channel] || reopens))) {
      const reason = wanted[channel] === false ? "you turned it off" : (gates[channel] ?? withoutIt);
      return { channel, on: false, reason };
    }
    const reason = gates[channel] ?? (isWritten ? null : unwritten);
    return { channel, on: reason === null, reason };
  });
}

const withoutIt = "the plan does without it this quarter";
const unwritten = "no tasks were written for it yet; making a new plan can turn it on";
