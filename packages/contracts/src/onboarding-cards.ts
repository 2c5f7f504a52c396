import * as z from "zod";
import cards from "./onboarding-cards.json" with { type: "json" };

const words = z.string().min(1);
const count = z.int().min(0);
const about = { key: z.string().regex(/^[a-z_]+$/), path: z.string().regex(/^[a-z_]+\.[a-z_]+$/) };
const required = z.boolean();

const Option = z.strictObject({ id: z.string(), label: words, description: words.optional() });

const TextInput = z.strictObject({
  ...about,
  kind: z.enum(["text", "textarea"]),
  label: words,
  required,
  minLength: count,
  maxLength: count,
  placeholder: words.optional(),
  help: words.optional(),
});

const ChoiceInput = z.strictObject({
  ...about,
  kind: z.enum([
    "pills_single",
    "pills_multi",
    "options_single",
    "options_multi",
    "checkbox_multi",
    "yes_no",
  ]),
  label: words.optional(),
  required,
  minSelections: count,
  maxSelections: count.nullable(),
  /** The options, or groups of them; exactly one of the two is there. */
  options: z.array(Option).optional(),
  groups: z.array(z.strictObject({ id: z.string(), label: words, options: z.array(Option) })).optional(),
  /** The option that asks for a text, and the text's input. */
  other: z.strictObject({ optionId: z.string(), input: TextInput }).optional(),
  exclusiveOptions: z.array(z.string()).optional(),
});

const ListInput = z.strictObject({
  ...about,
  kind: z.enum(["textarea_list", "tags", "urls", "hex_colors"]),
  label: words,
  required,
  maxItems: count,
  maxLength: count.optional(),
  pattern: z.string().optional(),
  placeholder: words.optional(),
});

const UrlInput = z.strictObject({
  ...about,
  kind: z.literal("url"),
  label: words,
  required,
  maxLength: count,
});

const FileInput = z.strictObject({
  ...about,
  kind: z.literal("file"),
  label: words,
  required,
  accept: z.array(z.string()),
  maxFiles: count,
  maxBytesPerFile: count,
});

const ToggleInput = z.strictObject({ ...about, kind: z.literal("toggle"), label: words, required });

const NumberInput = z.strictObject({
  ...about,
  kind: z.literal("number"),
  label: words,
  required,
  min: count,
  max: count,
  step: count,
  help: words.optional(),
});

const named = { id: z.string(), label: words, description: words };

/** A slider goes over whole numbers with `anchors` under it, or over `stops` that are stored by their id. */
const SliderInput = z.strictObject({
  ...about,
  kind: z.literal("slider"),
  label: words,
  required,
  default: z.null(),
  min: count.optional(),
  max: count.optional(),
  step: count.optional(),
  maxLabel: words.optional(),
  anchors: z.array(z.strictObject({ ...named, at: count, from: count, to: count })).optional(),
  stops: z.array(z.strictObject({ ...named, min: count, max: count.nullable() })).optional(),
});

const Input = z.discriminatedUnion("kind", [
  TextInput,
  ChoiceInput,
  ListInput,
  UrlInput,
  FileInput,
  ToggleInput,
  NumberInput,
  SliderInput,
]);

/** One field of a card. `path` is where its value goes in the profile, `key` its name within the card's answer. */
export type CardInput = z.infer<typeof Input>;

const Condition = z.union([
  z.strictObject({ key: z.string(), equals: z.string() }),
  z.strictObject({ key: z.string(), includes: z.string() }),
  z.strictObject({ key: z.string(), in: z.array(z.string()) }),
]);

/** When follow-up inputs are shown: what the value of another input of the card equals, includes, or is one of. */
export type CardCondition = z.infer<typeof Condition>;

/** The ids of the cards, in the order they are asked. */
export const CardId = z
  .enum([
    "business_basics",
    "brand_vibe",
    "dream_customer",
    "business_focus",
    "differentiators",
    "brand_assets",
    "what_you_sell",
    "offer_types",
    "sales_channels",
    "promotions",
    "online_presence",
    "usual_posts",
    "content_you_enjoy",
    "face_or_voice",
    "competitors",
    "inspiration",
    "top_goals",
    "growth_mode",
    "automation",
    "past_wins",
    "past_flops",
    "weekly_time",
    "budget",
    "tech_stack",
    "hard_nos",
    "anything_else",
  ])
  .meta({ id: "CardId" });
export type CardId = z.infer<typeof CardId>;

const Card = z.strictObject({
  id: CardId,
  number: z.int().min(1),
  section: z.string(),
  sectionIndex: z.int().min(1),
  cardIndex: z.int().min(1),
  cardsInSection: z.int().min(1),
  route: z.string().regex(/^\/onboarding\/[a-z-]+\/\d$/),
  title: words,
  subtitle: words,
  kind: z.string(),
  required,
  skippable: z.boolean(),
  inputs: z.array(Input),
  followUps: z.array(z.strictObject({ when: Condition, inputs: z.array(Input) })),
  /** Every profile path that the card's inputs write. */
  paths: z.array(z.string()),
  /** For whoever builds the card, not for who answers it. */
  notes: z.string().optional(),
});

/** One question of the onboarding, complete: a screen can be drawn from it alone. */
export type OnboardingCard = z.infer<typeof Card>;

const Onboarding = z.strictObject({
  version: z.string(),
  totalCards: z.int(),
  estimatedMinutes: z.int(),
  /** What each kind of input is. */
  kinds: z.record(z.string(), z.string()),
  /** Rules that hold for every card. */
  rules: z.array(z.string()),
  sections: z.array(
    z.strictObject({
      id: z.string(),
      index: z.int().min(1),
      title: words,
      slug: z.string(),
      cards: z.int().min(1),
      firstCard: z.int().min(1),
    }),
  ),
  cards: z.array(Card),
});

/** The 26 cards of the onboarding in their 5 sections (product specification, section 6.5). */
export const onboarding = Onboarding.parse(cards);

/** An input with what shows it: the conditions that hold together; none for what is always shown. */
export interface PlacedInput {
  readonly input: CardInput;
  readonly when: readonly CardCondition[];
}

/** Every input of a card in the order it is shown, texts behind an "Other" and follow-ups included. */
export function placedInputs({ inputs, followUps }: OnboardingCard): PlacedInput[] {
  return [
    ...inputs.flatMap((input) => withOther(input, [])),
    ...followUps.flatMap((followUp) => followUp.inputs.flatMap((input) => withOther(input, [followUp.when]))),
  ];
}

function withOther(input: CardInput, when: readonly CardCondition[]): PlacedInput[] {
  const other = "other" in input ? input.other : undefined;
  return [
    { input, when },
    ...(other ? [{ input: other.input, when: [...when, { key: input.key, includes: other.optionId }] }] : []),
  ];
}

/** All options of a choice, in the order they are shown; none for other inputs. */
export function optionsOf(input: CardInput): readonly { readonly id: string; readonly label: string }[] {
  if (input.kind === "slider") return input.stops ?? [];
  if (!("minSelections" in input)) return [];
  return input.options ?? input.groups?.flatMap(({ options }) => options) ?? [];
}
