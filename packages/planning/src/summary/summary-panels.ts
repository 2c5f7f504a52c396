import { answerInWords } from "@alva/contracts/answer-words";
import { type CardAnswers, visibleInputs } from "@alva/contracts/onboarding-answers";
import { type CardId, cardOf } from "@alva/contracts/onboarding-cards";
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
      return input ? [{ label, answer: answerInWords(input, answer), card: id }] : [];
    });
    return { title, card: shows[0]?.[1] ?? "business_basics", items };
  });
}
