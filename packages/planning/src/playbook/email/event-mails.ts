import { addDays, daysBetween } from "../../governance/calendar.ts";
import type { Business } from "../business.ts";
import { longDate } from "../dates.ts";
import type { Idea } from "../ideas.ts";

/** What the owner has already announced, brought to people in three e-mails. */
export function eventMails(business: Business): Idea[] {
  const { event, facts } = business;
  if (event === null) return [];
  const about = event.topic === null ? event.kind : `${event.topic} ${event.kind}`;
  const week = (days: number) =>
    Math.max(1, Math.min(13, Math.floor((daysBetween(facts.window_start, event.date) + days) / 7) + 1));
  const because = business.why([
    "constraints.additional_notes",
    `Your notes plan the ${event.kind} for about ${longDate(event.date)}.`,
  ]);
  const prepares = business.chose("writing") ? "from notes you already have" : "in five points";
  return [
    {
      id: "eml_event_outline",
      title: `Outline the ${about}`,
      desc: `Three questions, three answers, one example each, ${prepares}. Confirm the exact date first: I assumed about ${longDate(event.date)}.`,
      steps: [
        "Fix the date and hour",
        "Write three questions people would come for",
        "Put one example under each",
        "Choose what happens afterwards",
      ],
      effort: business.isSmall ? 1 : 2,
      from: week(-42),
      by: addDays(event.date, -14),
      tags: ["topic:event"],
      isCore: true,
      because,
    },
    {
      id: "eml_event_invite",
      title: `Send the ${event.kind} invitation${event.topic === null ? "" : `: ${event.topic}`}`,
      desc: "One e-mail, one question in the subject, one link to sign up. Send it to those who know you first.",
      steps: [
        "Put the question people have in the subject",
        "Say what they will be able to do afterwards",
        `Send it with ${business.mailer}`,
        "Send a reminder to those who did not open it",
      ],
      effort: business.isSmall ? 1 : 2,
      from: week(-21),
      by: addDays(event.date, -5),
      tags: ["topic:event"],
      isCore: true,
      because,
    },
    ...(business.goesLive
      ? [
          {
            id: "eml_event_rehearse",
            title: `Rehearse the ${about} once`,
            desc: "Once from start to finish, with the clock. Cut what does not fit.",
            steps: ["Speak it through once", "Note the time of each part", "Cut one thing"],
            effort: 1 as const,
            from: week(-7),
            by: addDays(event.date, -1),
            tags: ["topic:event"],
            because,
          },
        ]
      : []),
    {
      id: "eml_event_follow",
      title: `Follow up after the ${about}`,
      desc: "Thank people, send the notes, answer the best question, offer one next step.",
      steps: [
        "Send the notes within three days",
        "Answer one question in full",
        `Offer a ${business.one} to those who asked`,
      ],
      effort: business.isSmall ? 1 : 2,
      from: week(1),
      tags: ["topic:event"],
      isCore: true,
      because,
    },
  ];
}
