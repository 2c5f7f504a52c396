import type { Channel, ResolutionLogEntry, TaskStatus } from "@alva/contracts/master-plan";

/** What `govern` needs to know (plan pipeline, section 5). All of it is JSON. */
export interface GovernInput {
  client_id: string;
  /** IANA name. */
  timezone: string;
  /** RFC 3339. The only time that governance knows. */
  generated_at: string;
  /** Monday, `YYYY-MM-DD`. Given on re-plan; otherwise it follows from `generated_at`. */
  window_start?: string;
  /** 1-13, default 1: no task is placed in an earlier week. */
  first_week?: number;
  /** Integer, 0-20. */
  weekly_capacity_hours: number;
  /** Dollars a month. */
  effective_ad_budget: number;
  /** A missing channel is allowed. */
  channel_enables: Partial<Record<Channel, boolean>>;
  /** By platform slug; a missing platform is allowed. */
  platform_enables: Record<string, boolean>;
  modules: readonly ModuleInput[];
  fixed?: readonly FixedTask[];
  /** What was decided before governance, for example tasks dropped by a policy. */
  pre_log?: readonly ResolutionLogEntry[];
  /** Passed on to `meta`. */
  profile_version?: number;
}

/** What one module proposes. Its tasks may have any shape: each is repaired or dropped. */
export interface ModuleInput {
  module_key: string;
  tasks: readonly unknown[];
  /** The tasks are the module's templates, because the model failed (section 3.6). Default false. */
  fallback?: boolean;
}

/** A task that stays as it is and where it is (section 5.8). */
export interface FixedTask {
  id: string;
  title: string;
  status: TaskStatus;
  due_date?: string | null;
  minutes: number;
  quick_win: boolean;
  /** Whether it is an instance of a series. */
  series: boolean;
}
