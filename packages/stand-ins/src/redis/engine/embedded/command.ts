import { RedisError } from "../engine.ts";
import type { Bytes, Store } from "./store.ts";

/** A status such as `OK`. Only Lua can tell it from a string. */
export class Status {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export const ok = new Status("OK");

/** A reply inside the embedded engine. A refusal is thrown as `RedisError`, or stands inside an array. */
export type Result = null | number | Bytes | Status | RedisError | readonly Result[];

/** What a command works on. */
export interface Database {
  readonly store: Store;
  /** Gives a message to the subscribers there are and returns their number. */
  publish(channel: Bytes, payload: Bytes): number;
}

/** A command. Its arguments come without its name, their number already checked. */
export interface Command {
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly writes: boolean;
  run(database: Database, args: Bytes[]): Result;
}

export type CommandTable = Readonly<Record<string, Command>>;

type Run = Command["run"];

/** A command that only reads, with the least and the greatest number of its arguments (the same when one is given). */
export function reads(minArgs: number, maxArgs: number, run: Run): Command {
  return { minArgs, maxArgs, writes: false, run };
}

/** A command that may write: scripts declared read-only cannot call it. */
export function writes(minArgs: number, maxArgs: number, run: Run): Command {
  return { minArgs, maxArgs, writes: true, run };
}

/** Finds a command and checks the number of its arguments, as Redis does before it queues one. Throws `RedisError`. */
export function findCommand(table: CommandTable, [name = "", ...args]: readonly Bytes[]): Command {
  const upper = name.toUpperCase();
  const command = Object.hasOwn(table, upper) ? table[upper] : undefined;
  if (!command) {
    const shown = args.map((arg) => `'${arg}' `).join("");
    throw new RedisError(`ERR unknown command '${name}', with args beginning with: ${shown}`);
  }
  if (args.length < command.minArgs || args.length > command.maxArgs) {
    throw new RedisError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
  }
  return command;
}
