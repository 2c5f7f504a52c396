import type { SigningKeys } from "./signature.ts";

/** What an account may do at most. Sizes in bytes, times in milliseconds. */
export interface Limits {
  /** Messages published per UTC day. */
  readonly messagesPerDay: number;
  readonly messageBytes: number;
  readonly batchBytes: number;
  readonly longestDelayMs: number;
  /** How long one attempt may take, at most and by default. */
  readonly responseWaitMs: number;
  readonly deadLetterRetentionMs: number;
  readonly logRetentionMs: number;
  readonly schedules: number;
  readonly queues: number;
  readonly urlGroups: number;
  /** Deliveries in flight at once, all together and from one queue. */
  readonly parallelism: number;
  readonly queueParallelism: number;
}

const dayMs = 86_400_000;

/** The vendor's Free plan, so that going over it fails here first. */
export const freePlan: Limits = {
  messagesPerDay: 1000,
  messageBytes: 1_000_000,
  batchBytes: 100_000_000,
  longestDelayMs: 7 * dayMs,
  responseWaitMs: 15 * 60_000,
  deadLetterRetentionMs: 3 * dayMs,
  logRetentionMs: 3 * dayMs,
  schedules: 10,
  queues: 10,
  urlGroups: 1,
  parallelism: 10,
  queueParallelism: 2,
};

/** How the stand-in is started. */
export interface QstashOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The only token that is accepted. */
  readonly token: string;
  readonly currentSigningKey: string;
  readonly nextSigningKey: string;
  /**
   * Multiplies waits (delays, retry waits, rate periods, time between scheduled runs); default 1. Timeouts, the
   * deduplication window, retention and everything in a signature keep real time.
   */
  readonly timeScale?: number;
  /** Where to really connect for destinations that begin with a prefix: `{"https://api.openai.com": "http://127.0.0.1:9000"}`. */
  readonly rewrites?: Readonly<Record<string, string>>;
  /** Replaces single limits of the Free plan. */
  readonly limits?: Partial<Limits>;
  /** Refuses loopback and private destinations, as the hosted service does; default false. */
  readonly strictDestinations?: boolean;
}

/** The options with every default filled in. */
export interface Configuration {
  readonly token: string;
  readonly signingKeys: SigningKeys;
  readonly timeScale: number;
  readonly rewrites: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly strictDestinations: boolean;
}

/** Fills in the defaults. */
export function configure(options: QstashOptions): Configuration {
  return {
    token: options.token,
    signingKeys: { current: options.currentSigningKey, next: options.nextSigningKey },
    timeScale: options.timeScale ?? 1,
    rewrites: options.rewrites ?? {},
    limits: { ...freePlan, ...options.limits },
    strictDestinations: options.strictDestinations ?? false,
  };
}
