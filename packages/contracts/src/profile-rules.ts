import { valueAt } from "./value-at.ts";

/** The option lists whose `other` reveals a text, by that text's key in `other_text`. */
export const listsWithOther = {
  vibe_tags: "brand_identity.vibe_tags",
  focus: "business_model.focus",
  differentiators: "brand_identity.differentiators",
  products: "business_model.products",
  offers: "business_model.offers",
  sales_channels: "business_model.sales_channels",
  platforms: "content_presence.platforms",
  post_types: "content_presence.post_types",
  content_preferences: "content_presence.content_preferences",
  top_goals: "marketing_goals.top_goals",
  automation_goals: "marketing_goals.automation_goals",
  past_successes: "marketing_goals.past_successes",
} as const;

const customDescription = "target_audience.custom_description";

const reveals = [
  { text: customDescription, list: "target_audience.personas", optionId: "describe" },
  ...Object.entries(listsWithOther).map(([key, list]) => ({
    text: `other_text.${key}`,
    list,
    optionId: "other",
  })),
];

/** The paths of the texts that a chosen option asks for and that are missing. Takes any value, valid profile or not. */
export function missingTexts(profile: unknown): string[] {
  return revealedTexts(profile).filter((path) => (valueAt(profile, path) ?? "") === "");
}

interface Settleable {
  readonly target_audience: { readonly custom_description: string };
  readonly other_text: Readonly<Record<string, string>>;
  readonly constraints: { readonly budget_level: BudgetLevel; readonly monthly_ad_budget: number | null };
}

type BudgetLevel = "none" | "minimal" | "some" | "significant";

/** Makes the fields that depend on each other agree: texts that no option reveals go, and an amount decides the budget level. */
export function settle<Profile extends Settleable>(profile: Profile): Profile {
  const revealed = revealedTexts(profile);
  const { target_audience, other_text, constraints } = profile;
  const { budget_level, monthly_ad_budget } = constraints;
  return {
    ...profile,
    target_audience: {
      ...target_audience,
      custom_description: revealed.includes(customDescription) ? target_audience.custom_description : "",
    },
    other_text: Object.fromEntries(
      Object.entries(other_text).filter(([key]) => revealed.includes(`other_text.${key}`)),
    ),
    constraints: {
      ...constraints,
      budget_level: monthly_ad_budget === null ? budget_level : budgetLevelOf(monthly_ad_budget),
    },
  };
}

function revealedTexts(profile: unknown): string[] {
  return reveals
    .filter(({ list, optionId }) => {
      const chosen = valueAt(profile, list);
      return Array.isArray(chosen) && chosen.includes(optionId);
    })
    .map(({ text }) => text);
}

/** The stop of the budget card that an amount belongs to, in US dollars a month. */
export function budgetLevelOf(amount: number): BudgetLevel {
  if (amount === 0) return "none";
  if (amount < 100) return "minimal";
  return amount < 500 ? "some" : "significant";
}
