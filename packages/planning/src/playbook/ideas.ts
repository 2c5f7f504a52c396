import type { Reason } from "@alva/contracts/custom-plan";
import type { Channel } from "@alva/contracts/master-plan";

/** A task that the playbook would like to propose, before it knows when, how often and whether it fits. */
export interface Idea {
  id: string;
  title: string;
  desc: string;
  steps: string[];
  because: Reason[];
  effort: 1 | 2 | 3;
  /** Minutes of a quick win; other tasks have none. */
  quick?: number;
  /** Earliest week, 1-13; default 1. */
  from?: number;
  /** How often it may come back, most often first, for work that repeats. */
  every?: readonly (1 | 2 | 4)[];
  /** At most so many times. */
  times?: number;
  /** Last useful date. */
  by?: string;
  /** Id of an idea that has to be done first, and how many weeks before. Without it this one is left out. */
  after?: { id: string; weeks: number };
  /** Has to be finished before the week after it begins, because something follows. */
  isAwaited?: boolean;
  beforeLaunch?: boolean;
  day?: string;
  tags?: string[];
  channel?: Channel;
  platform?: string;
  season?: string;
  ref?: string;
  /** Planned first, and in its own week even if that week is full. */
  isCore?: boolean;
}
