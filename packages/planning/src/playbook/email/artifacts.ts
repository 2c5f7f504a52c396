import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { EmailArtifacts } from "../../modules/artifacts.ts";
import type { Business } from "../business.ts";

/** A welcome, the newsletter and the first occasions, with subjects to start from. */
export function emailArtifacts(business: Business, plan: CustomPlan): EmailArtifacts {
  const month = plan.cadence.emails_per_month;
  const { thing, hasList, topics, occasions, offers, listSize } = business;
  return {
    frequency: month >= 4 ? "weekly" : month >= 2 ? "biweekly" : "monthly",
    campaigns: [
      {
        id: "welcome",
        kind: "welcome",
        goal: "Say who you are and start a conversation",
        segment: "New subscribers",
        emails: [
          {
            subject: "Good to have you here",
            preview: "Who writes, what you get, and one question",
            purpose: "Introduce the business and ask one question",
          },
        ],
      },
      {
        id: "newsletter",
        kind: "nurture",
        goal: `Be remembered when people need ${thing}`,
        segment: hasList ? "Everyone who asked to hear from you" : "Subscribers as they join",
        emails: topics.slice(-3).map(([short, question]) => ({
          subject: cut(question, 60),
          preview: cut(`A short answer on ${short}`, 90),
          purpose: "Answer one question and invite replies",
        })),
      },
      ...occasions.slice(0, 2).map(({ id, name, idea, isHoliday }) => ({
        id: `season_${id}`.slice(0, 40),
        kind:
          offers === "always" || (offers === "holidays" && isHoliday)
            ? ("promotional" as const)
            : ("nurture" as const),
        goal: cut(idea, 160),
        segment: "Everyone who asked to hear from you",
        emails: [
          {
            subject: cut(`${name}: what is new`, 60),
            preview: cut(idea, 90),
            purpose: "One thing to know and one way to act",
          },
        ],
        season: id,
      })),
      ...(listSize >= 500
        ? [
            {
              id: "quiet_readers",
              kind: "re_engagement" as const,
              goal: "Find out who still wants to hear from you",
              segment: "People who opened nothing for six months",
              emails: [
                {
                  subject: "Still useful to you?",
                  preview: "One click keeps you on the list",
                  purpose: "Keep those who care, let the others go",
                },
              ],
            },
          ]
        : []),
    ],
  };
}

function cut(text: string, most: number): string {
  return Array.from(text).slice(0, most).join("");
}
