import { type CardAnswer, type CardAnswers, visibleInputs } from "@alva/contracts/onboarding-answers";
import { type CardId, type CardInput, cardOf, optionsOf } from "@alva/contracts/onboarding-cards";
import type { SummaryPanel } from "@alva/contracts/summary";

/** The six panels of the deck, and of each the cards' inputs it shows, under labels that read without their question. */
const deck: readonly {
  readonly title: string;
  readonly shows: readonly (readonly [label: string, card: CardId, key: string])[];
}[] = [
  {
    title: "Brand at a glance",
    shows: [
      ["Name", "business_basics", "business_name"],
      ["What you sell, in brief", "business_basics", "description"],
      ["Feel", "brand_vibe", "vibe_tags"],
      ["Colors", "brand_assets", "primary_colors"],
      ["Fonts", "brand_assets", "fonts"],
      ["Colors and fonts settled", "brand_assets", "has_assets"],
      ["Dislikes", "brand_assets", "dislikes"],
      ["Why people choose you", "differentiators", "differentiators"],
    ],
  },
  {
    title: "Your customers",
    shows: [
      ["Groups", "dream_customer", "personas"],
      ["In your words", "dream_customer", "custom_description"],
    ],
  },
  {
    title: "What you sell",
    shows: [
      ["Built around", "business_focus", "focus"],
      ["Categories", "what_you_sell", "products"],
      ["Offers", "offer_types", "offers"],
      ["Free shipping over", "offer_types", "free_shipping_over"],
      ["Where customers buy", "sales_channels", "sales_channels"],
      ["Promotions", "promotions", "run_promos"],
    ],
  },
  {
    title: "Your goals",
    shows: [
      ["Top goals", "top_goals", "top_goals"],
      ["Growth from", "growth_mode", "growth_mode"],
      ["Area", "growth_mode", "service_area"],
      ["Automate", "automation", "wants_automation"],
      ["To automate", "automation", "automation_goals"],
      ["Chore to lose", "automation", "magic_wand_task"],
      ["What worked", "past_wins", "past_successes"],
      ["What flopped", "past_flops", "past_failures"],
    ],
  },
  {
    title: "Tools and limits",
    shows: [
      ["Hours a week", "weekly_time", "weekly_marketing_time_hours"],
      ["Team", "weekly_time", "team_type"],
      ["Monthly budget", "budget", "budget_level"],
      ["Amount a month", "budget", "monthly_ad_budget"],
      ["Set up already", "tech_stack", "tech_stack"],
      ["Website", "tech_stack", "website"],
      ["CRM", "tech_stack", "crm_name"],
      ["Email tool", "tech_stack", "email_tool"],
      ["Subscribers", "tech_stack", "email_list_size"],
    ],
  },
  {
    title: "Never do",
    shows: [
      ["Off limits", "hard_nos", "brand_nos"],
      ["Notes", "anything_else", "additional_notes"],
    ],
  },
];

/** What was understood, in the words of the cards. A follow-up that an answer hides is not shown; what is unanswered is null. */
export function summaryPanels(answers: CardAnswers): SummaryPanel[] {
  return deck.map(({ title, shows }) => {
    const items = shows.flatMap(([label, id, key]) => {
      const card = cardOf(id);
      const answer = answers[id] ?? {};
      const input = visibleInputs(card, answer).find((one) => one.key === key);
      return input ? [{ label, answer: inWords(input, answer), card: id }] : [];
    });
    return { title, card: shows[0]?.[1] ?? "business_basics", items };
  });
}

function inWords(input: CardInput, answer: CardAnswer): string | null {
  const value = answer[input.key];
  if (Array.isArray(value))
    return value.map((entry) => entryInWords(input, String(entry), answer)).join(", ");
  if (typeof value === "number") return numberInWords(input, value);
  return typeof value === "string" ? entryInWords(input, value, answer) : null;
}

/** An option by its label; one that asks for a text, by that text once it is there. */
function entryInWords(input: CardInput, entry: string, answer: CardAnswer): string {
  const other = "other" in input ? input.other : undefined;
  const text = other?.optionId === entry ? answer[other.input.key] : undefined;
  if (typeof text === "string") return text;
  return optionsOf(input).find(({ id }) => id === entry)?.label ?? entry;
}

function numberInWords(input: CardInput, value: number): string {
  if (input.kind === "slider" && value === input.max) return input.maxLabel ?? String(value);
  return input.kind === "number" ? `$${value}` : String(value);
}
