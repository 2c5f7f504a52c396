import { sha1Hex } from "../digest.ts";
import type { FixedTask } from "./input.ts";
import type { ResolutionLog } from "./log.ts";
import type { Task } from "./normalize.ts";
import { planWeeks } from "./window.ts";

/** One occurrence of a task: what is placed in the calendar, in one part or several. */
export interface Instance {
  task: Task;
  /** Place in its series of `total`; 1 of 1 for a task that does not come back. */
  index: number;
  total: number;
  /** The week its module suggests. */
  week: number;
  parts: Part[];
}

/** A piece of work that fits half a week; the task itself if that is short enough. */
export interface Part {
  id: string;
  minutes: number;
}

interface Expansion {
  clientId: string;
  firstWeek: number;
  capacityMinutes: number;
  fixed: readonly FixedTask[];
}

/** Section 5.6: gives tasks, in order of preference, their instances, parts and ids. */
export function createInstances(tasks: readonly Task[], options: Expansion, log: ResolutionLog): Instance[] {
  const fixedIds = new Set(options.fixed.map((task) => task.id));
  const taken = new Set<string>();
  const instances: Instance[] = [];

  for (const task of tasks) {
    const weeks = weeksOf(task);
    const partMinutes = splitMinutes(task, options.capacityMinutes);
    for (const [position, week] of weeks.entries()) {
      const index = position + 1;
      const parts = partMinutes.map((minutes, part) => {
        const id = createId(idSource(options.clientId, task, index, part + 1), taken);
        return { id, minutes };
      });
      const ids = parts.map((part) => part.id);
      if (weeks.length > 1 && week < options.firstWeek) {
        log.add({ type: "series_closed", items: ids });
      } else if (ids.some((id) => fixedIds.has(id))) {
        log.add({ type: "already_on_board", items: ids, detail: "same_id" });
      } else {
        if (parts.length > 1) log.add({ type: "split_to_fit", items: ids });
        instances.push({ task, index, total: weeks.length, week, parts });
      }
    }
  }
  return instances;
}

/** The weeks of a task's instances; those past the window do not exist. */
function weeksOf({ week, repeat }: Task): number[] {
  if (repeat === null) return [week];
  const weeks = Array.from({ length: repeat.times }, (_, index) => week + index * repeat.everyWeeks);
  return weeks.filter((later) => later <= planWeeks);
}

/** Parts of at most half a week each, in steps of five minutes. */
function splitMinutes({ minutes, quickWin }: Task, capacityMinutes: number): number[] {
  const longest = Math.ceil(capacityMinutes / 2);
  if (quickWin || capacityMinutes === 0 || minutes <= longest) return [minutes];
  const count = Math.ceil(minutes / longest);
  const part = Math.ceil(minutes / count / 5) * 5;
  return Array.from({ length: count }, (_, index) => (index < count - 1 ? part : minutes - part * index));
}

function idSource(clientId: string, task: Task, index: number, part: number): string {
  const source = `${clientId}|${task.module}|${task.moduleTaskId}|${task.title}`;
  return source + (index > 1 ? `\n#${index}` : "") + (part > 1 ? `\n/${part}` : "");
}

/** Ten digits of the hash, more only when those are taken. */
function createId(source: string, taken: Set<string>): string {
  const digest = sha1Hex(source);
  let length = 10;
  while (taken.has(digest.slice(0, length)) && length < digest.length) length += 2;
  taken.add(digest.slice(0, length));
  return `tsk_${digest.slice(0, length)}`;
}
