import * as z from "zod";
import { profileOptions as options } from "./profile-options.ts";
import { distinctList, lineOfText, multilineText } from "./text.ts";
import { TimeZone } from "./time-zone.ts";
import { WebAddress } from "./web-address.ts";
import { DollarsAMonth, HoursAWeek, wholeNumber } from "./whole-number.ts";

export const userProfile = z.strictObject({
  user_name: lineOfText({ max: 80 }).default(""),
  business_name: lineOfText({ min: 1, max: 120 }),
  description: multilineText({ min: 1, max: 1000 }),
  website: WebAddress.nullable()
    .overwrite((address) => address || null)
    .default(null),
  service_area: lineOfText({ max: 120 }).default(""),
  timezone: TimeZone,
});

export const brandIdentity = z.strictObject({
  vibe_tags: choices(options.vibe_tags),
  has_assets: choice(options.has_assets),
  primary_colors: texts(
    z
      .string()
      .overwrite((color) => color.trim())
      .regex(/^(#[0-9A-Fa-f]{6})?$/, "Use a hex color such as #AA5500.")
      .overwrite((color) => color.toUpperCase()),
    6,
  ),
  fonts: texts(
    lineOfText({ max: 60 }).regex(
      /^[\p{L}\p{M}\p{N} \-'.]*$/u,
      "Use letters, digits, spaces, - ' and . only.",
    ),
    4,
  ),
  asset_file_ids: texts(z.string().regex(/^[\w-]{0,64}$/, "Use the id of an upload."), 3),
  suggest_palette: z.boolean().default(false),
  dislikes: texts(lineOfText({ max: 120 }), 10),
  differentiators: choices(options.differentiators),
});

export const targetAudience = z.strictObject({
  personas: choices(options.personas),
  custom_description: multilineText({ max: 600 }).default(""),
});

export const businessModel = z.strictObject({
  focus: choices(options.focus, 1),
  products: requiredChoices(options.products, 5),
  offers: choices(options.offers),
  free_shipping_over: amount(1, 10_000).describe("US dollars"),
  sales_channels: choices(options.sales_channels),
  run_promos: choice(options.run_promos),
  average_order_value: amount(1, 10_000_000).describe("US dollars"),
});

export const contentPresence = z.strictObject({
  platforms: choices(options.platforms),
  post_types: choices(options.post_types),
  content_preferences: choices(options.content_preferences),
  shows_face_or_voice: choice(options.shows_face_or_voice),
  competitors: texts(WebAddress, 5),
  vibe_inspo: texts(lineOfText({ max: 300 }), 10),
});

export const marketingGoals = z.strictObject({
  top_goals: requiredChoices(options.top_goals, 3),
  growth_mode: choice(options.growth_mode),
  wants_automation: choice(options.wants_automation),
  automation_goals: choices(options.automation_goals),
  magic_wand_task: multilineText({ max: 300 }).default(""),
  past_successes: choices(options.past_successes),
  past_failures: multilineText({ max: 1000 }).default(""),
});

export const constraints = z.strictObject({
  weekly_marketing_time_hours: HoursAWeek.describe("20 means 20 or more"),
  team_type: z.enum(options.team_type).default("just_me"),
  budget_level: z.enum(options.budget_level).describe("Follows from `monthly_ad_budget` when that is given"),
  monthly_ad_budget: DollarsAMonth.nullable().default(null).describe("US dollars"),
  tech_stack: orderedChoices(options.tech_stack, 3)
    .overwrite((tools) => (tools.includes("none") ? ["none"] : tools))
    .default([]),
  crm_name: lineOfText({ max: 60 }).default(""),
  email_tool: lineOfText({ max: 60 }).default(""),
  email_list_size: choice(options.email_list_size),
  brand_nos: texts(lineOfText({ max: 200 }), 20),
  additional_notes: multilineText({ max: 2000 }).default(""),
});

const otherText = lineOfText({ max: 200 }).exactOptional();

export const otherTexts = z.strictObject({
  vibe_tags: otherText,
  focus: otherText,
  differentiators: otherText,
  products: otherText,
  offers: otherText,
  sales_channels: otherText,
  platforms: otherText,
  post_types: otherText,
  content_preferences: otherText,
  top_goals: otherText,
  automation_goals: otherText,
  past_successes: otherText,
});

export const clientNote = z.strictObject({
  id: z.string().regex(/^[\w-]{1,64}$/),
  at: z.iso.datetime(),
  source: z.enum(["chat", "task", "settings"]),
  text: multilineText({ max: 500 }),
  task_id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .nullable()
    .default(null),
});

function choice<const Options extends readonly string[]>(ids: Options) {
  return z.enum(ids).nullable().default(null);
}

function choices<const Options extends readonly string[]>(ids: Options, max = ids.length) {
  return orderedChoices(ids, max).default([]);
}

function requiredChoices<const Options extends readonly string[]>(ids: Options, max: number) {
  return orderedChoices(ids, max)
    .refine((chosen) => chosen.length > 0, "Choose at least one.")
    .meta({ minItems: 1, maxItems: max });
}

// Stored in the order of the options, so that equal answers give equal documents.
function orderedChoices<const Options extends readonly string[]>(ids: Options, max: number) {
  return z
    .array(z.enum(ids))
    .overwrite((chosen) => ids.filter((id) => chosen.includes(id)))
    .refine((chosen) => chosen.length <= max, `Choose at most ${max}.`)
    .meta({ maxItems: max });
}

function texts(item: z.ZodType<string, string>, max: number) {
  return distinctList(item, max).default([]);
}

function amount(min: number, max: number) {
  return wholeNumber(min, max).nullable().default(null);
}
