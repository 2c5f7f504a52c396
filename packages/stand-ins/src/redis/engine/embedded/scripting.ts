import { createHash } from "node:crypto";
import { RedisError } from "../engine.ts";
import { parseCount, syntaxError } from "./arguments.ts";
import {
  type Command,
  type CommandTable,
  type Database,
  findCommand,
  ok,
  type Result,
  writes,
} from "./command.ts";
import type { Lua } from "./lua.ts";
import type { Bytes } from "./store.ts";

/**
 * The commands that run scripts. A script may call `callable`, which does not include these. Scripts are not kept here:
 * the stand-in indexes them itself, so a digest that reaches the engine is one that nobody knows.
 */
export function createScriptCommands(lua: Lua, callable: CommandTable): CommandTable {
  return {
    EVAL: evaluate(false),
    EVAL_RO: evaluate(true),
    EVALSHA: writes(2, Infinity, refuseDigest),
    EVALSHA_RO: writes(2, Infinity, refuseDigest),
    SCRIPT: writes(1, Infinity, (_, [subcommand = "", ...args]) => {
      switch (subcommand.toUpperCase()) {
        case "LOAD":
          lua.compile(splitShebang(args[0] ?? "").source);
          return sha1(args[0] ?? "");
        case "EXISTS":
          return args.map(() => 0);
        case "FLUSH":
          return ok;
        default:
          throw new RedisError(`ERR unknown subcommand '${subcommand}'. Try SCRIPT HELP.`);
      }
    }),
  };

  function evaluate(readOnly: boolean): Command {
    return writes(2, Infinity, (database: Database, [text = "", amount = "", ...args]): Result => {
      const keyCount = parseCount(amount);
      if (keyCount < 0) throw new RedisError("ERR Number of keys can't be negative");
      if (keyCount > args.length)
        throw new RedisError("ERR Number of keys can't be greater than number of args");
      const { source, flags } = splitShebang(text);
      const mayWrite = !readOnly && !flags.includes("no-writes");
      const script = { source, keys: args.slice(0, keyCount), argv: args.slice(keyCount) };
      return lua.run(script, (call) => {
        const command = findCommand(callable, call);
        if (command.writes && !mayWrite) {
          throw new RedisError("ERR Write commands are not allowed from read-only scripts.");
        }
        return command.run(database, call.slice(1));
      });
    });
  }
}

function refuseDigest(): Result {
  throw new RedisError("NOSCRIPT No matching script. Please use EVAL.");
}

/** Takes the first line away when it is `#!lua …`, which Lua would not compile; the line number of the rest stays. */
function splitShebang(text: Bytes): { source: Bytes; flags: readonly string[] } {
  const [line] = /^#![^\n]*/.exec(text) ?? [];
  if (line === undefined) return { source: text, flags: [] };
  if (!/^#!lua\b/.test(line)) throw syntaxError();
  return { source: text.slice(line.length), flags: /flags=(\S*)/.exec(line)?.[1]?.split(",") ?? [] };
}

function sha1(bytes: Bytes): string {
  return createHash("sha1").update(bytes, "latin1").digest("hex");
}
