import * as z from "zod";
import { AdBudget } from "@alva/contracts/ad-budget";
import { Platform } from "@alva/contracts/custom-plan";

const line = (max: number) => z.string().min(1).max(max);
const lines = (max: number) => z.array(line(160)).max(max);
const month = z.int().min(1).max(12);

/** Section 3.2: a 12-month outline dated from the window's first month, the campaigns and their money. */
export const PpcArtifacts = z.object({
  phases: z
    .array(
      z.object({
        phase: z.enum([
          "foundation",
          "setup",
          "launch_and_learning",
          "optimization",
          "expansion",
          "peak_season",
        ]),
        label: line(60),
        months: z.array(month).min(1).max(12),
        objectives: z.array(line(160)).min(1).max(5),
      }),
    )
    .min(1)
    .max(6),
  campaigns: z
    .array(
      z
        .object({
          name: line(60),
          goal: line(160),
          platform: z.enum([
            "Google Ads",
            "Google Display Network",
            "Meta Ads",
            "YouTube",
            "GA4",
            "GTM",
            "Other",
          ]),
          start_month: month,
          end_month: month,
          budget_pct: z.number().min(0).max(100),
          bidding_strategy: line(80),
          audience: lines(5),
          ad_formats: lines(5),
          messaging: lines(5),
          kpis: z.object({
            CPA: z.number().min(0).exactOptional(),
            ROAS: z.number().min(0).exactOptional(),
            CTR: z.number().min(0).exactOptional(),
            frequency_cap: z.number().min(0).exactOptional(),
            cpm_goal: z.number().min(0).exactOptional(),
            conversion_rate_goal: z.number().min(0).exactOptional(),
          }),
          watchouts: lines(5),
        })
        .refine(({ start_month, end_month }) => start_month <= end_month, "start_month is after end_month"),
    )
    .max(4)
    .refine(
      (campaigns) => campaigns.reduce((sum, { budget_pct }) => sum + budget_pct, 0) <= 100.001,
      "budget_pct adds up to more than 100",
    ),
  budget: AdBudget,
});
export type PpcArtifacts = z.infer<typeof PpcArtifacts>;

/** Section 3.3, steps W3 to W5: occasions, topics and one brief for each post. */
export const BlogArtifacts = z.object({
  events: z
    .array(
      z.object({
        month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/),
        event_name: line(80),
        event_type: z.enum(["seasonal", "industry", "promo", "launch", "holiday"]),
        event_window: line(80),
        priority: z.int().min(1).max(3),
      }),
    )
    .max(15),
  topics: z
    .array(
      z.object({
        event_name: line(80),
        topics: z.array(line(120)).min(1).max(2),
        target_persona: line(120),
        funnel_stage: z.enum(["Awareness", "Consideration", "Decision"]),
        primary_keyword: line(80),
        secondary_keywords: z.array(line(80)).max(5),
      }),
    )
    .max(24),
  briefs: z
    .array(
      z.object({
        post_id: z.string().regex(/^[a-z0-9_-]{1,60}$/),
        title: line(120),
        angle: line(300),
        target_persona: line(120),
        search_intent: z.enum(["Informational", "Commercial", "Transactional", "Navigational"]),
        primary_keyword: line(80),
        semantic_terms: z.array(line(80)).max(12),
        cta: line(160),
        assets_needed: lines(6),
        slug: z.string().regex(/^[a-z0-9-]{1,80}$/),
      }),
    )
    .max(24),
});
export type BlogArtifacts = z.infer<typeof BlogArtifacts>;

/** Section 3.4. */
export const EmailArtifacts = z.object({
  frequency: z.enum(["weekly", "biweekly", "monthly"]),
  campaigns: z
    .array(
      z.object({
        id: z.string().regex(/^[a-z0-9_]{1,40}$/),
        kind: z.enum(["welcome", "nurture", "promotional", "re_engagement"]),
        goal: line(160),
        segment: line(120),
        emails: z
          .array(z.object({ subject: line(60), preview: line(90), purpose: line(160) }))
          .min(1)
          .max(5),
        season: z
          .string()
          .regex(/^[a-z0-9_]{1,40}$/)
          .exactOptional(),
      }),
    )
    .max(12),
});
export type EmailArtifacts = z.infer<typeof EmailArtifacts>;

/** Section 3.5. */
export const SocialArtifacts = z.object({
  platform_plans: z
    .array(
      z.object({
        platform: Platform,
        posts_per_week: z.int().min(0).max(7),
        formats: z.array(line(60)).max(6),
        pillars: z.array(line(40)).max(5),
      }),
    )
    .max(7),
});
export type SocialArtifacts = z.infer<typeof SocialArtifacts>;
