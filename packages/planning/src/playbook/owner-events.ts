import { addDays } from "../governance/calendar.ts";
import type { Facts } from "../strategy/facts.ts";
import { monthPattern, readMonth } from "../strategy/months.ts";
import { quotable } from "./quotable.ts";

/** Something that the owner has already fixed for a date in the window. */
export interface OwnerEvent {
  kind: "webinar" | "workshop" | "open day" | "launch";
  topic: string | null;
  /** About when: early, mid or late in a month. */
  date: string;
}

/** Time to outline an event and to invite people. */
const leastNoticeDays = 28;

/** The first event that the owner's notes announce with a month inside the window. */
export function readOwnerEvent(
  notes: readonly string[],
  { window_start, window_end }: Facts,
): OwnerEvent | null {
  const pattern = new RegExp(
    `\\b(webinar|workshop|open day|open house|launch)\\b([^.!?\\n]{0,80}?)\\b(?:(early|mid|late)[- ]?)?(${monthPattern})\\b`,
    "i",
  );
  for (const note of notes) {
    const [, kind, between = "", part = "mid", month] = pattern.exec(note) ?? [];
    if (kind === undefined || month === undefined) continue;
    const date = [0, 1]
      .map((years) =>
        dateNear(Number(window_start.slice(0, 4)) + years, {
          month: readMonth(month),
          part: part.toLowerCase(),
        }),
      )
      .find((date) => date >= addDays(window_start, leastNoticeDays) && date <= window_end);
    if (date !== undefined) return { kind: kindOf(kind.toLowerCase()), topic: topicOf(between), date };
  }
  return null;
}

function kindOf(word: string): OwnerEvent["kind"] {
  if (word === "webinar" || word === "workshop" || word === "launch") return word;
  return "open day";
}

function dateNear(year: number, { month, part }: { month: number; part: string }): string {
  const day = { early: "05", late: "25" }[part] ?? "15";
  return `${year}-${String(month).padStart(2, "0")}-${day}`;
}

function topicOf(between: string): string | null {
  const [, topic] =
    /^ (?:on|about|for|of) (.{3,40}?)(?= (?:is|planned|scheduled|set|in|for|on|at)\b|,|$)/i.exec(between) ??
    [];
  return topic === undefined ? null : quotable(topic.replace(/^(?:the|an?|our|my) /i, ""), 40);
}
