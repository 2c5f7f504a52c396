import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import type { BlogArtifacts, EmailArtifacts, PpcArtifacts, SocialArtifacts } from "../modules/artifacts.ts";
import type { ModuleOutput } from "../modules/module-output.ts";
import { effectiveAdBudget } from "../profile-facts.ts";
import type { Facts } from "../strategy/facts.ts";

/** What the clamps go by. */
export interface PlanContext {
  facts: Facts;
  profile: ClientProfile;
  plan: CustomPlan;
}

const mostNotes = 10;

/** Applies to a module's artifacts the bounds that are code (plan pipeline, sections 3.2 to 3.5), noting what changed. */
export function clampArtifacts(output: ModuleOutput, context: PlanContext): ModuleOutput {
  const notes: string[] = [];
  const clamped = clampByKey(output, context, notes);
  return {
    ...clamped,
    revision_notes: [...new Set([...notes, ...output.revision_notes])].slice(0, mostNotes),
  };
}

function clampByKey(output: ModuleOutput, context: PlanContext, notes: string[]): ModuleOutput {
  switch (output.module_key) {
    case "ppc":
      return { ...output, artifacts: clampPpc(output.artifacts, context, notes) };
    case "social":
      return { ...output, artifacts: clampSocial(output.artifacts, context) };
    case "email":
      return { ...output, artifacts: clampEmail(output.artifacts, context, notes) };
    case "blog":
      return { ...output, artifacts: clampBlog(output.artifacts, context, notes) };
  }
}

/** Dollars a month from which more than two campaigns at a time can each learn something. */
const budgetForMoreCampaigns = 1000;

/** How many ad campaigns money and team can carry at a time, ads being in at all (plan pipeline, section 3.2). */
export function campaignsAtOnce(profile: ClientProfile): 2 | 4 {
  const isSmall =
    profile.constraints.team_type === "just_me" || effectiveAdBudget(profile) < budgetForMoreCampaigns;
  return isSmall ? 2 : 4;
}

function clampPpc(artifacts: PpcArtifacts, { facts, profile }: PlanContext, notes: string[]): PpcArtifacts {
  const monthly_total = facts.effective_ad_budget;
  // A module plans four at most.
  const campaigns =
    campaignsAtOnce(profile) === 2 ? keepTwoAtATime(artifacts.campaigns) : artifacts.campaigns;
  if (campaigns.length < artifacts.campaigns.length)
    notes.push("At most two campaigns run at a time: more would split a small budget.");

  // Amounts follow the real budget, whatever total they were drawn up for.
  const planned = artifacts.budget.allocation.reduce((sum, { amount }) => sum + amount, 0);
  const scale = planned > monthly_total ? monthly_total / planned : 1;
  const allocation = artifacts.budget.allocation.map(({ name, amount }) => ({
    name,
    amount: Math.floor(amount * scale),
  }));
  return { ...artifacts, campaigns, budget: { monthly_total, allocation } };
}

/** Keeps campaigns in order as long as no month has more than two. */
function keepTwoAtATime(campaigns: PpcArtifacts["campaigns"]): PpcArtifacts["campaigns"] {
  const active = new Map<number, number>();
  return campaigns.filter(({ start_month, end_month }) => {
    const months = Array.from({ length: end_month - start_month + 1 }, (_, index) => start_month + index);
    if (months.some((month) => (active.get(month) ?? 0) >= 2)) return false;
    for (const month of months) active.set(month, (active.get(month) ?? 0) + 1);
    return true;
  });
}

/** Platforms that are on, once each, together within the cadence. */
function clampSocial(artifacts: SocialArtifacts, { plan }: PlanContext): SocialArtifacts {
  let left = plan.cadence.social_posts_per_week;
  const seen = new Set<string>();
  const platform_plans = artifacts.platform_plans.filter(({ platform }) => {
    const isNew = !seen.has(platform);
    seen.add(platform);
    return isNew && plan.platform_enables[platform];
  });
  return {
    platform_plans: platform_plans.map((entry) => {
      const posts_per_week = Math.min(entry.posts_per_week, left);
      left -= posts_per_week;
      return { ...entry, posts_per_week };
    }),
  };
}

function clampEmail(
  artifacts: EmailArtifacts,
  { plan, profile }: PlanContext,
  notes: string[],
): EmailArtifacts {
  const { run_promos } = profile.business_model;
  const campaigns = artifacts.campaigns.filter(
    ({ kind }) => kind !== "promotional" || run_promos !== "no_promos",
  );
  if (campaigns.length < artifacts.campaigns.length)
    notes.push("Promotional e-mails are out: you run no promotions.");
  const frequencies = ["monthly", "biweekly", "weekly"] as const;
  const most = Math.min(2, Math.floor(plan.cadence.emails_per_month / 2));
  const wanted = frequencies.indexOf(artifacts.frequency);
  return { ...artifacts, frequency: frequencies[Math.min(wanted, most)] ?? "monthly", campaigns };
}

/** A plan covers three months. */
function clampBlog(artifacts: BlogArtifacts, { plan }: PlanContext, notes: string[]): BlogArtifacts {
  const most = 3 * plan.cadence.blogs_per_month;
  if (artifacts.briefs.length > most)
    notes.push(`Cut to ${most} posts: ${plan.cadence.blogs_per_month} a month.`);
  return { ...artifacts, briefs: artifacts.briefs.slice(0, most) };
}
