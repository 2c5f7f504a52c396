import * as z from "zod";
import { Channel } from "./master-plan.ts";

/** Social platforms a plan can name. */
export const platforms = [
  "tiktok",
  "instagram",
  "facebook",
  "x",
  "pinterest",
  "youtube",
  "linkedin",
] as const;
export const Platform = z.enum(platforms);
export type Platform = z.infer<typeof Platform>;

/** Why a part of a plan is there: an answered profile field, and a note in plain words. */
export const Reason = z.object({
  path: z.string().min(1).max(80).describe("Path of an answered profile field"),
  note: z.string().min(1).max(160),
});
export type Reason = z.infer<typeof Reason>;

/** Something the owner can read without new tools to see whether the plan works. */
export const Kpi = z.object({
  name: z.string().min(1).max(60),
  target: z.string().min(1).max(60),
  measure: z.string().min(1).max(120).describe("Where and when to read it"),
});

/** How often each kind of content goes out. */
export const Cadence = z.object({
  social_posts_per_week: z.int().min(0).max(7),
  emails_per_month: z.int().min(0).max(8),
  blogs_per_month: z.int().min(0).max(8),
});
export type Cadence = z.infer<typeof Cadence>;

/** One channel of the plan and what it is for. */
export const PlannedChannel = z.object({
  channel: Channel,
  platform: Platform.exactOptional(),
  priority: z.enum(["high", "medium", "low"]),
  cadence_text: z.string().min(1).max(60),
  kpi: Kpi,
  because: z.array(Reason).min(1).max(3),
});
export type PlannedChannel = z.infer<typeof PlannedChannel>;

/** What holds of any part of a plan; the goals are always answered. */
export const goalReason: Reason = {
  path: "marketing_goals.top_goals",
  note: "It serves the goals you chose for this quarter.",
};

/** A season or occasion that the plan makes use of; its dates overlap the plan's window. */
export const PrioritySeason = z.object({
  id: z.string().regex(/^[a-z0-9_]{1,40}$/),
  name: z.string().min(1).max(40),
  starts_on: z.iso.date(),
  ends_on: z.iso.date(),
  idea: z.string().min(1).max(160),
  // Plans that were stored before seasons had reasons of their own are read too.
  because: z.array(Reason).min(1).max(3).default([goalReason]),
});
export type PrioritySeason = z.infer<typeof PrioritySeason>;

/** The strategy of a plan: what to do and why, within the gates and bounds of plan pipeline section 2. */
export const CustomPlan = z
  .object({
    version: z.literal("1.0"),
    headline: z.string().min(1).max(140),
    summary: z.string().min(1).max(600),
    cadence: Cadence,
    channel_enables: z.object({
      ppc: z.boolean(),
      social: z.boolean(),
      email: z.boolean(),
      blog: z.boolean(),
      seo: z.boolean(),
      ops: z.boolean(),
    } satisfies Record<Channel, z.ZodBoolean>),
    platform_enables: z.object({
      tiktok: z.boolean(),
      instagram: z.boolean(),
      facebook: z.boolean(),
      x: z.boolean(),
      pinterest: z.boolean(),
      youtube: z.boolean(),
      linkedin: z.boolean(),
    } satisfies Record<Platform, z.ZodBoolean>),
    channels: z.array(PlannedChannel).min(1).max(8),
    content_pillars: z
      .array(z.object({ name: z.string().min(1).max(40), description: z.string().min(1).max(160) }))
      .min(3)
      .max(5),
    priority_seasons: z.array(PrioritySeason).max(6),
    kpis: z.array(Kpi).min(3).max(5),
    strategy_notes: z.array(z.string().min(1).max(200)).min(2).max(8),
    tips: z.array(z.string().min(1).max(160)).min(5).max(14),
    revision_notes: z.array(z.string().min(1).max(200)).max(10),
  })
  .meta({ id: "CustomPlan" });
export type CustomPlan = z.infer<typeof CustomPlan>;
