"use client";
import type { OnboardingCard } from "@alva/contracts/onboarding-cards";
import type { Plan } from "@alva/contracts/plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { useChangeProfile } from "../api/profile.ts";
import { Button } from "../components/ui/button.tsx";
import { useOnline } from "../components/ui/online.ts";

/** The cards whose answers a re-plan saves along with it. */
const means: readonly OnboardingCard["id"][] = ["weekly_time", "budget"];

interface PutBackProps {
  readonly plan: Plan;
  /** Those that changed since the plan. */
  readonly cards: readonly OnboardingCard[];
}

/**
 * Going back to a plan leaves the hours and the money of the change that was undone among the answers. One tap makes the answers
 * those of the plan again, as long as nothing else differs.
 */
export function PutBack({ plan, cards }: PutBackProps) {
  const isOnline = useOnline();
  const save = useChangeProfile();
  if (!cards.every(({ id }) => means.includes(id))) return null;
  const ofPlan = meansOf(plan.profile);
  return (
    <Button
      kind="secondary"
      disabled={!isOnline}
      busy={save.isPending}
      onClick={() =>
        save.mutate({
          change: (profile) => withMeans(profile, ofPlan),
          sentence: "Your answers are those of this plan again.",
        })
      }
    >
      {cards.length === 1 ? "Put the answer back" : "Put the answers back"}
    </Button>
  );
}

type Means = Pick<
  ClientProfile["constraints"],
  "weekly_marketing_time_hours" | "budget_level" | "monthly_ad_budget"
>;

function meansOf({ constraints }: ClientProfile): Means {
  const { weekly_marketing_time_hours, budget_level, monthly_ad_budget } = constraints;
  return { weekly_marketing_time_hours, budget_level, monthly_ad_budget };
}

function withMeans(profile: ClientProfile, wanted: Means): ClientProfile {
  return { ...profile, constraints: { ...profile.constraints, ...wanted } };
}
