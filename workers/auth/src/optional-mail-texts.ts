import { endpointPath } from "@alva/contracts/endpoint-path";
import { unsubscribe } from "@alva/contracts/unsubscribe";
import type { Config } from "./config.ts";
import { type Button, compose, type MailText } from "./mail-text.ts";
import type { OptionalMail } from "./queries/outbox.ts";

interface Wording {
  readonly subject: string;
  readonly parts: readonly string[];
  readonly button: Button;
  /** Completes "You get this mail because". */
  readonly because: string;
}

/**
 * An optional mail. It ends with a link that stops mails of its kind, and says the same in header fields, so that mail
 * apps can offer it as one tap (RFC 2369 section 3.2, RFC 8058).
 */
export async function composeOptionalMail(mail: OptionalMail, config: Config): Promise<MailText> {
  const { subject, parts, button, because } = wording(mail, config.webOrigin);
  const { href } = new URL(
    endpointPath(unsubscribe, { params: { token: mail.facts.unsubscribe } }),
    config.apiOrigin,
  );
  const text = await compose(subject, [
    ...parts,
    button,
    `You get this mail because ${because}. One tap stops mails of this kind:`,
    { label: "Unsubscribe", link: href },
  ]);
  return {
    ...text,
    headers: { "List-Unsubscribe": `<${href}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  };
}

function wording(mail: OptionalMail, webOrigin: string): Wording {
  switch (mail.kind) {
    case "plan_ready": {
      const { window_start, tasks, quick_wins, weekly_hours } = mail.facts;
      return {
        subject: "Your 90-day plan is ready",
        parts: [
          `Your plan is ready. It starts ${dayOf(window_start)} and has ${counted(tasks, "task")}, ${quick_wins} of them quick wins, in the ${counted(weekly_hours, "hour")} a week that you gave me.`,
          "Every task says why it is there. What did not fit your hours is parked and listed.",
        ],
        button: { label: "See my plan", link: `${webOrigin}/plan` },
        because: "you asked me for a plan",
      };
    }
    case "daily_quick_win": {
      const { title, minutes } = mail.facts;
      return {
        subject: `Today's quick win: ${title}`,
        parts: [
          `Today's quick win takes ${counted(minutes, "minute")}: ${title}.`,
          "If it does not suit today, you can swap it or leave it.",
        ],
        button: { label: "Open today's quick win", link: `${webOrigin}/quick-wins` },
        because: "you asked for a quick win on weekdays",
      };
    }
    case "weekly_pulse":
      return {
        subject: "Your marketing week",
        parts: [...pulse(mail.facts)],
        button: { label: "Open this week", link: `${webOrigin}/board` },
        because: "you asked for a weekly overview",
      };
    case "resume_onboarding":
      return {
        subject: "Your answers are safe",
        parts: [
          `You answered ${counted(mail.facts.answered, "card")} and stopped there. Your answers are kept, and you can go on where you left.`,
          "With the rest I can fit a 90-day plan to your hours and your budget. I write about this once and not again.",
        ],
        button: { label: "Go on", link: `${webOrigin}/onboarding/welcome` },
        because: "you began to answer the cards",
      };
  }
}

type Pulse = Extract<OptionalMail, { kind: "weekly_pulse" }>["facts"];

function pulse({ done, streak, due, due_minutes, capacity_minutes, titles }: Pulse): string[] {
  const thisWeek =
    due === 0
      ? "Nothing is due this week."
      : `This week: ${counted(due, "task")}, ${hours(due_minutes)} of your ${hours(capacity_minutes)}.`;
  return [
    `Last week: ${counted(done, "task")} done.`,
    ...(streak === 0 ? [] : [`Your streak: ${counted(streak, "day")} with a quick win.`]),
    thisWeek,
    ...titles.map((title) => `- ${title}`),
  ];
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** As the board says it: `5 h 40`. */
function hours(minutes: number): string {
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? "" : ` ${String(rest).padStart(2, "0")}`}`;
}

const days = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});

function dayOf(date: string): string {
  return days.format(new Date(date));
}
