import type { CustomPlan } from "@alva/contracts/custom-plan";
import { slug } from "../../governance/slug.ts";
import type { BlogArtifacts } from "../../modules/artifacts.ts";
import type { Allowance } from "../../strategy/allowances.ts";
import type { Business } from "../business.ts";
import { longDate } from "../dates.ts";
import { postsOf } from "./posts.ts";

/** Occasions, topics and briefs of the planned posts (plan pipeline, section 3.3). */
export function blogArtifacts(business: Business, plan: CustomPlan, allowance: Allowance): BlogArtifacts {
  const posts = postsOf(business, plan, allowance);
  const events = business.occasions.map(({ name, starts_on, ends_on, isHoliday }, index) => ({
    month: starts_on.slice(0, 7),
    event_name: name,
    event_type: isHoliday ? ("holiday" as const) : ("seasonal" as const),
    event_window: `${longDate(starts_on)} to ${longDate(ends_on)}`,
    priority: Math.min(3, index + 1),
  }));
  return {
    events,
    topics: posts.map(({ short, question }, index) => ({
      event_name: events[index % Math.max(1, events.length)]?.event_name ?? "Any time",
      topics: [question],
      target_persona: business.customers,
      funnel_stage: stageOf(index),
      primary_keyword: short,
      secondary_keywords: secondaryKeywords(business, short),
    })),
    briefs: posts.map(({ id, short, question }, index) => ({
      post_id: id,
      title: question,
      angle: `Answer it as you would in person: the answer first, then why, then one example from your own work.`,
      target_persona: business.customers,
      search_intent: stageOf(index) === "Decision" ? ("Commercial" as const) : ("Informational" as const),
      primary_keyword: short,
      semantic_terms: secondaryKeywords(business, short),
      cta: `Invite readers to ask about ${business.one === business.thing ? "it" : `a ${business.one}`} or to join the list.`.replace(
        /\ba (?=[aeiou])/g,
        "an ",
      ),
      assets_needed: [
        `One picture: ${business.scenes[index % Math.max(1, business.scenes.length)] ?? "your work"}`,
      ],
      slug: slug(short).replaceAll("_", "-"),
    })),
  };
}

function stageOf(index: number): "Awareness" | "Consideration" | "Decision" {
  return (["Awareness", "Consideration", "Decision"] as const)[index % 3] ?? "Awareness";
}

function secondaryKeywords(business: Business, short: string): string[] {
  const { area, thing } = business;
  return [`${short} tips`, `${short} explained`, ...(area === null ? [] : [`${thing} in ${area}`])];
}
