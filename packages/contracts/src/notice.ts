import * as z from "zod";
import type { Endpoint } from "./endpoint.ts";

/** The optional mails (product specification, section 7). */
export const NoticeKind = z
  .enum(["plan_ready", "daily_quick_win", "weekly_pulse", "resume_onboarding"])
  .meta({ id: "NoticeKind" });
export type NoticeKind = z.infer<typeof NoticeKind>;

const Count = z.int().min(0);

/** What each kind tells. Dates are local to the plan. */
export const NoticeFacts = {
  plan_ready: z.object({
    window_start: z.iso.date(),
    tasks: Count.describe("Planned ones, quick wins included"),
    quick_wins: Count,
    weekly_hours: z.number().min(0),
  }),
  daily_quick_win: z.object({ title: z.string(), minutes: Count }),
  weekly_pulse: z.object({
    done: Count.describe("Tasks completed from Monday to Sunday before"),
    streak: Count,
    due: Count.describe("Open tasks that are due this week"),
    due_minutes: Count,
    capacity_minutes: Count,
    titles: z.array(z.string()).max(3).describe("Of those, the first that are no quick wins"),
  }),
  resume_onboarding: z.object({ answered: Count.describe("Cards answered so far") }),
} as const;

const due = {
  user_id: z.uuid(),
  occasion: z
    .string()
    .min(1)
    .max(64)
    .describe("With person and kind, what makes this mail one: it is sent once"),
  send_before: z.iso.datetime().describe("Later it is worth nothing and is not sent"),
  unsubscribe: z.string().describe("The token that ends mails of this kind"),
};

/** What the api worker has QStash deliver to the auth worker, which alone knows the address, when an optional mail is due. */
export const NoticeDue = z
  .discriminatedUnion("kind", [
    z.object({ ...due, kind: z.literal("plan_ready"), facts: NoticeFacts.plan_ready }),
    z.object({ ...due, kind: z.literal("daily_quick_win"), facts: NoticeFacts.daily_quick_win }),
    z.object({ ...due, kind: z.literal("weekly_pulse"), facts: NoticeFacts.weekly_pulse }),
    z.object({ ...due, kind: z.literal("resume_onboarding"), facts: NoticeFacts.resume_onboarding }),
  ])
  .meta({ id: "NoticeDue" });
export type NoticeDue = z.infer<typeof NoticeDue>;

/** The one endpoint of the auth worker that the api worker publishes to; apart, so that it does not bring all others along. */
export const noticeDue = {
  method: "POST",
  path: "/webhooks/qstash/notice",
  summary: "QStash delivers that an optional mail is due",
  description:
    "It is mailed once, to the account's present address, unless the account is gone, disabled or closing.",
  tag: "Webhooks",
  access: "qstash_signature",
  body: NoticeDue,
  replies: { 204: { description: "Taken in, now or before, or not to be sent." } },
  problems: ["signature_invalid", "dependency_unavailable"],
} as const satisfies Endpoint;
