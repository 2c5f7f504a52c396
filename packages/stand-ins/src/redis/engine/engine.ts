/** A refusal by Redis. The message starts with its code: `ERR …`, `WRONGTYPE …`, `NOSCRIPT …`. */
export class RedisError extends Error {
  override readonly name = "RedisError";
}

/** A command's name and arguments, as the bytes that Redis would receive. */
export type Args = readonly Buffer[];

/** What Redis answers, in RESP2: a hash is a flat array, every string is bytes, a refusal is a value. */
export type Reply = null | number | Buffer | RedisError | readonly Reply[];

/** Interest in one channel (`subscribe`) or in all channels that fit a glob pattern (`psubscribe`). */
export interface Subscription {
  readonly kind: "subscribe" | "psubscribe";
  readonly name: Buffer;
  readonly deliver: (channel: Buffer, payload: Buffer) => void;
}

/**
 * The Redis behind the stand-in. Methods reject only when the engine itself cannot be reached: what Redis refuses is
 * an answer.
 */
export interface RedisEngine {
  /** Runs one command; commands sent one after another run in that order. */
  command(args: Args): Promise<Reply>;
  /** Runs the commands as MULTI/EXEC: one reply for each, or the error for which Redis would not queue them. */
  transaction(commands: readonly Args[]): Promise<readonly Reply[] | RedisError>;
  /** Resolves when the subscription is in force, with the function that ends it. */
  subscribe(subscription: Subscription): Promise<() => void>;
  close(): Promise<void>;
}
