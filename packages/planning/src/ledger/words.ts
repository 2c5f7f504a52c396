import type { Channel } from "@alva/contracts/master-plan";
import { dayName } from "../day-name.ts";
import { addDays, daysBetween } from "../governance/calendar.ts";
import { weekdayOf, weekOf } from "../governance/window.ts";
import { moduleOf } from "./proposals.ts";

/** A task as a sentence names it: by its title, or in general words where that is not known. */
export interface Named {
  /** As the log names it. */
  readonly name: string;
  readonly title: string | null;
}

const kinds: Readonly<Record<Channel, readonly [one: string, many: string]>> = {
  ppc: ["an ads task", "ads tasks"],
  social: ["a social media task", "social media tasks"],
  email: ["an e-mail task", "e-mail tasks"],
  blog: ["a blog task", "blog tasks"],
  seo: ["a search task", "search tasks"],
  ops: ["an office task", "office tasks"],
};
const anyKind = ["a task", "tasks"] as const;

/** A title, or what kind of task it is. */
export function titleOf({ name, title }: Named): string {
  return title ?? kindOf(name)[0].replace(/^./, (letter) => letter.toUpperCase());
}

/** `“A”, “B” and 2 more`, each title once. */
export function namesOf(tasks: readonly Named[]): string {
  const titles = new Set(tasks.flatMap(({ title }) => (title === null ? [] : [`“${title}”`])));
  const untitled = Map.groupBy(
    tasks.filter(({ title }) => title === null),
    ({ name }) => kindOf(name),
  );
  const phrases = [
    ...titles,
    ...[...untitled].map(([[one, many], { length }]) => (length === 1 ? one : `${length} ${many}`)),
  ];
  return listOf(phrases);
}

const mostNamed = 3;

function listOf(phrases: readonly string[]): string {
  const rest = phrases.length - mostNamed;
  const said = rest > 1 ? [...phrases.slice(0, mostNamed), `${rest} more`] : phrases;
  return said.length < 2 ? (said[0] ?? "a task") : `${said.slice(0, -1).join(", ")} and ${said.at(-1)}`;
}

function kindOf(name: string): readonly [one: string, many: string] {
  const module = moduleOf(name);
  return module === null ? anyKind : kinds[module];
}

/** `Week 3 (from Mon, Sep 7)` for a date of that week of a plan. */
export function weekName(date: string, windowStart: string): string {
  const monday = addDays(date, -weekdayOf(date));
  return `Week ${weekOf(daysBetween(windowStart, monday))} (from ${dayName(monday)})`;
}
