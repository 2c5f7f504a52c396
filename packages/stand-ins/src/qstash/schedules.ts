import { randomBytes } from "node:crypto";
import { nextRunAfter } from "./cron.ts";
import type { Clock } from "./clock.ts";
import type { Limits } from "./options.ts";
import { presentBytes, presentLabels } from "./present.ts";
import type { Publication, Publisher } from "./publisher.ts";
import { overQuota, Refusal } from "./refusal.ts";
import { readName, type Settings } from "./settings.ts";

interface Schedule {
  readonly id: string;
  readonly cron: string;
  readonly publication: Publication;
  readonly settings: Settings;
  readonly createdAt: number;
  paused: boolean;
  /** Unix ms of the plan, which a time scale lets run ahead of the clock. */
  next: number;
  last: number | undefined;
  stop: () => void;
}

/** Publications that repeat by a cron expression. */
export interface Schedules {
  /** Creates a schedule or replaces the one of the same id; gives its id. Refuses (400, 412) like a publish. */
  put(publication: Publication): string;
  list(): Schedule[];
  /** Refuses (404) a schedule that does not exist. */
  require(id: string): Schedule;
  remove(id: string): void;
  pause(id: string): void;
  resume(id: string): void;
}

/** No schedules. */
export function createSchedules(clock: Clock, limits: Limits, publisher: Publisher): Schedules {
  const schedules = new Map<string, Schedule>();

  function requireSchedule(id: string): Schedule {
    const schedule = schedules.get(id);
    if (!schedule) throw new Refusal(404, `schedule ${id} not found`);
    return schedule;
  }

  /** `from` is the planned time of the run before, so a scaled clock meets every minute once. */
  function arm(schedule: Schedule, from: number): void {
    schedule.next = nextRunAfter(schedule.cron, from) ?? Infinity;
    schedule.stop =
      schedule.next === Infinity ? () => {} : clock.after(schedule.next - from, () => run(schedule));
  }

  function run(schedule: Schedule): void {
    schedule.last = schedule.next;
    arm(schedule, schedule.next);
    if (schedule.paused) return;
    try {
      publisher.publish(schedule.publication);
    } catch (error) {
      // A run can meet the daily quota or a URL group that was deleted since; the schedule itself goes on.
      if (!(error instanceof Refusal)) throw error;
      console.warn(`QStash: schedule ${schedule.id} did not run: ${error.message}`);
    }
  }

  return {
    put(publication) {
      const cron = publication.headers["upstash-cron"];
      const given = readName("Upstash-Schedule-Id", publication.headers["upstash-schedule-id"]);
      const id = given ?? `scd_${randomBytes(18).toString("base64url")}`;
      const now = clock.now();
      if (cron === undefined || nextRunAfter(cron, now) === undefined) {
        throw new Refusal(400, "invalid Upstash-Cron: not a cron expression that ever runs");
      }
      const settings = publisher.check(publication);
      const replaced = schedules.get(id);
      if (!replaced && schedules.size >= limits.schedules) throw overQuota("maxSchedules", limits.schedules);
      replaced?.stop();
      const schedule: Schedule = {
        id,
        cron,
        publication: { ...publication, scheduleId: id },
        settings,
        createdAt: replaced?.createdAt ?? now,
        paused: false,
        next: now,
        last: undefined,
        stop: () => {},
      };
      schedules.set(id, schedule);
      arm(schedule, now);
      return id;
    },
    list: () => [...schedules.values()],
    require: requireSchedule,
    remove(id) {
      requireSchedule(id).stop();
      schedules.delete(id);
    },
    pause(id) {
      requireSchedule(id).paused = true;
    },
    resume(id) {
      requireSchedule(id).paused = false;
    },
  };
}

/** A schedule as its endpoints give it. */
export function presentSchedule(schedule: Schedule): object {
  const { publication, settings } = schedule;
  return {
    scheduleId: schedule.id,
    cron: schedule.cron,
    createdAt: schedule.createdAt,
    destination: publication.destination,
    method: settings.method,
    header: settings.headers,
    ...presentBytes("body", publication.body),
    retries: settings.retries,
    delay: settings.delayMs > 0 ? settings.delayMs / 1000 : undefined,
    callback: settings.callback?.url,
    failureCallback: settings.failureCallback?.url,
    callerIP: "127.0.0.1",
    isPaused: schedule.paused,
    queueName: settings.queueName,
    flowControlKey: settings.flowControl?.key,
    parallelism: settings.flowControl?.parallelism,
    rate: settings.flowControl?.rate,
    retryDelayExpression: settings.retryDelay?.expression,
    ...presentLabels(settings.labels),
    lastScheduleTime: schedule.last,
    nextScheduleTime: schedule.next === Infinity ? undefined : schedule.next,
  };
}
