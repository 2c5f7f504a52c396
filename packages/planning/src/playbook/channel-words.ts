import type { PlannedChannel } from "@alva/contracts/custom-plan";
import type { ModuleKey } from "../strategy/module-keys.ts";
import type { Business } from "./business.ts";

/** How an owner can see whether a channel works, without new tools. */
export function kpiOf(key: ModuleKey, { results, result, family }: Business): PlannedChannel["kpi"] {
  const kpis: Record<ModuleKey, PlannedChannel["kpi"]> = {
    ppc: {
      name: `Cost per ${result}`,
      target: "Lower in month three than in month one",
      measure: `Ad spend divided by ${results} from ads, once a month`,
    },
    social: {
      name: "Saves, replies and messages",
      target: "A little more each month",
      measure: "The platform's own numbers, on the monthly check",
    },
    email: {
      name:
        family === "advice"
          ? "Replies to e-mails"
          : "Replies and orders after an e-mail".replace("orders", results),
      target: "At least one real answer to each e-mail",
      measure: "Your inbox in the three days after sending",
    },
    blog: {
      name: "People who mention a post",
      target: "One a month, then more",
      measure: "Ask new enquiries what they read",
    },
  };
  return kpis[key];
}

/** Why a channel is in the plan. */
export function reasonsFor(key: ModuleKey, business: Business): PlannedChannel["because"] {
  const { chose, facts, failures } = business;
  switch (key) {
    case "ppc":
      return business.why(
        chose("paid_ads") && [
          "marketing_goals.past_successes",
          "Paid ads have brought you customers before.",
        ],
        [
          "constraints.monthly_ad_budget",
          `$${facts.effective_ad_budget} a month is enough to learn something every month.`,
        ],
        failures.ads.size > 0 && [
          "marketing_goals.past_failures",
          "What failed is left out: ads go only to people who are searching or have visited.",
        ],
        ["constraints.budget_level", "Your budget is enough to learn something every month."],
      );
    case "social":
      return business.why(
        chose("instagram_engagement") && [
          "marketing_goals.past_successes",
          "Your Instagram posts have found an audience before.",
        ],
        chose("tiktok_hit") && [
          "marketing_goals.past_successes",
          "A TikTok video has worked for you before.",
        ],
        chose("collaborations") && [
          "marketing_goals.past_successes",
          "Working with others has brought you customers.",
        ],
        ["content_presence.platforms", "You are already there, so nothing new has to be learned."],
        ["content_presence.content_preferences", "It is the kind of content you enjoy making."],
      );
    case "email":
      return business.why(
        chose("email_converted") && [
          "marketing_goals.past_successes",
          "Your e-mails have brought customers before.",
        ],
        business.hasList && [
          "constraints.email_list_size",
          "You have a list of people who want to hear from you.",
        ],
        chose("word_of_mouth") && [
          "marketing_goals.past_successes",
          "Past customers recommend you; e-mail keeps you in their mind.",
        ],
        chose("increase_sales_revenue") && [
          "marketing_goals.top_goals",
          "People who bought before are the shortest way to more sales.",
        ],
      );
    case "blog":
      return business.why(
        chose("writing") && ["content_presence.content_preferences", "You enjoy writing."],
        chose("build_trust_authority") && [
          "marketing_goals.top_goals",
          "Good answers build trust before the first call.",
        ],
        ["constraints.tech_stack", "You have a website that can carry answers."],
      );
  }
}
