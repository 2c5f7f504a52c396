import { createHash } from "node:crypto";
import { type Args, RedisError, type Reply } from "./engine/engine.ts";

/** A command as the engine gets it, and what the client hears of the engine's reply. */
export interface Prepared {
  readonly args: Args;
  finish(reply: Reply): Reply;
}

/** Turns script commands into ones that a plain Redis understands; leaves all others alone. */
export interface ScriptIndex {
  prepare(args: Args): Prepared;
}

/**
 * Upstash's scripts may start with `#!lua flags=allow-key-locking`, a flag that Redis refuses. So sources are rewritten
 * before Redis sees them, and are known here by the SHA-1 of what the client sent: EVALSHA and SCRIPT mean that digest.
 */
export function createScriptIndex(): ScriptIndex {
  const rewrittenBySha = new Map<string, Buffer>();

  function remember(source: Buffer): string {
    const sha = createHash("sha1").update(source).digest("hex");
    rewrittenBySha.set(sha, withoutUnknownFlags(source));
    return sha;
  }

  function prepare(args: Args): Prepared {
    const [name = Buffer.of(), script = Buffer.of(), ...rest] = args;
    switch (text(name)) {
      case "EVAL":
      case "EVAL_RO":
        return {
          args: [name, withoutUnknownFlags(script), ...rest],
          finish(reply) {
            if (!(reply instanceof RedisError)) remember(script);
            return reply;
          },
        };
      case "EVALSHA":
      case "EVALSHA_RO": {
        const source = rewrittenBySha.get(script.toString().toLowerCase());
        // One that is not known here goes through as it is: the engine has the words for that.
        if (!source) return unchanged(args);
        return {
          args: [Buffer.from(text(name).replace("SHA", "")), source, ...rest],
          finish: (reply) => reply,
        };
      }
      case "SCRIPT":
        return prepareScriptCommand(args);
      default:
        return unchanged(args);
    }
  }

  function prepareScriptCommand(args: Args): Prepared {
    const [name = Buffer.of(), subcommand = Buffer.of(), ...rest] = args;
    const [source = Buffer.of()] = rest;
    switch (text(subcommand)) {
      case "LOAD":
        return {
          args: [name, subcommand, ...rest.map(withoutUnknownFlags)],
          finish: (reply) => (reply instanceof RedisError ? reply : Buffer.from(remember(source))),
        };
      case "EXISTS":
        return {
          args,
          finish: (reply) =>
            reply instanceof RedisError
              ? reply
              : rest.map((sha) => Number(rewrittenBySha.has(sha.toString().toLowerCase()))),
        };
      case "FLUSH":
        return {
          args,
          finish(reply) {
            if (!(reply instanceof RedisError)) rewrittenBySha.clear();
            return reply;
          },
        };
      default:
        return unchanged(args);
    }
  }

  return { prepare };
}

const redisFlags = new Set(["no-writes", "allow-oom", "allow-stale", "no-cluster", "allow-cross-slot-keys"]);

/** Keeps the flags Redis 7 knows. With none left the line is emptied, not removed, so that line numbers stay. */
function withoutUnknownFlags(source: Buffer): Buffer {
  const rewritten = source.toString("latin1").replace(/^#!lua\b[^\n]*/, (line) => {
    const flags = /\bflags=(\S*)/.exec(line)?.[1]?.split(",") ?? [];
    const known = flags.filter((flag) => redisFlags.has(flag));
    return known.length > 0 ? `#!lua flags=${known.join(",")}` : "";
  });
  return Buffer.from(rewritten, "latin1");
}

function unchanged(args: Args): Prepared {
  return { args, finish: (reply) => reply };
}

function text(word: Buffer): string {
  return word.toString("latin1").toUpperCase();
}
