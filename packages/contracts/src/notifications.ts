import * as z from "zod";

/** Which optional mails a person wants. Of the daily quick win and the weekly pulse, both at 08:00 in the plan's time zone. */
export const NotificationSettings = z
  .object({
    plan_ready: z.boolean().describe("When a plan that was asked for is ready; on by default"),
    daily_quick_win: z.boolean().describe("On weekdays with a quick win due; off by default"),
    weekly_pulse: z.boolean().describe("On Mondays: what was done, the streak, this week; off by default"),
    resume_onboarding: z
      .boolean()
      .describe("Once, 2 hours after the cards were left unfinished; on by default"),
  })
  .meta({ id: "NotificationSettings" });
export type NotificationSettings = z.infer<typeof NotificationSettings>;
