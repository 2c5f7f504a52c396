import { readFile } from "node:fs/promises";
import { LuaFactory } from "wasmoon";
import * as z from "zod";
import { RedisError } from "../engine.ts";
import { type Result, Status } from "./command.ts";
import type { Bytes } from "./store.ts";

/** A script with its KEYS and ARGV. */
export interface Script {
  readonly source: Bytes;
  readonly keys: readonly Bytes[];
  readonly argv: readonly Bytes[];
}

/** Runs one command for a script. */
export type Call = (args: Bytes[]) => Result;

/** Runs Redis scripts, each to its end before anything else happens. */
export interface Lua {
  /** A script's result; what it raises is thrown as `RedisError`. `call` runs its `redis.call` and may throw one too. */
  run(script: Script, call: Call): Result;
  /** Throws `RedisError` when a script does not compile. */
  compile(source: Bytes): void;
  close(): void;
}

/** A Lua in WebAssembly with the parts of Redis' environment that `prelude.lua` lists. */
export async function createLua(): Promise<Lua> {
  const engine = await new LuaFactory().createEngine({ injectObjects: false, enableProxy: false });
  let current: Call | undefined;

  engine.global.set("host_call", (args: string) => {
    try {
      return luaExpression(current?.(z.array(z.string()).parse(JSON.parse(args))) ?? null);
    } catch (error) {
      if (error instanceof RedisError) return luaExpression(error);
      throw error;
    }
  });
  engine.global.set("host_decode", (text: string) => {
    const bytes = z.string().parse(JSON.parse(text));
    return decodedExpression(z.json().parse(JSON.parse(Buffer.from(bytes, "latin1").toString("utf8"))));
  });
  engine.doStringSync(await readFile(new URL("prelude.lua", import.meta.url), "utf8"));
  const runInLua = z
    .function({ input: [z.string()], output: z.string() })
    .implement(engine.global.get("run"));

  return {
    run({ source, keys, argv }, call) {
      current = call;
      const request = `{source=${luaString(source)},keys=${luaExpression(keys)},argv=${luaExpression(argv)}}`;
      return toResult(ScriptResult.parse(JSON.parse(runInLua(request))));
    },
    compile(source) {
      toResult(ScriptResult.parse(JSON.parse(runInLua(`{source=${luaString(source)}}`))));
    },
    close() {
      engine.global.close();
    },
  };
}

type ScriptResult = null | number | string | { err: string } | { ok: string } | ScriptResult[];

const ScriptResult: z.ZodType<ScriptResult> = z.lazy(() =>
  z.union([
    z.null(),
    z.number(),
    z.string(),
    z.object({ err: z.string() }),
    z.object({ ok: z.string() }),
    z.array(ScriptResult),
  ]),
);

/** An error as the whole result is thrown; inside a list it stays where it is. */
function toResult(result: ScriptResult): Result {
  const converted = convert(result);
  if (converted instanceof RedisError) throw converted;
  return converted;
}

function convert(result: ScriptResult): Result {
  if (Array.isArray(result)) return result.map(convert);
  if (result === null || typeof result !== "object") return result;
  return "err" in result ? new RedisError(result.err) : new Status(result.ok);
}

/** A reply as Lua source: null is false, a status `{ok=…}`, an error `{err=…}`. */
function luaExpression(reply: Result): string {
  if (reply === null) return "false";
  if (typeof reply === "number") return String(reply);
  if (typeof reply === "string") return luaString(reply);
  if (reply instanceof Status) return `{ok=${luaString(reply.text)}}`;
  if (reply instanceof RedisError) return `{err=${luaString(reply.message)}}`;
  return `{${reply.map(luaExpression).join(",")}}`;
}

/** Parsed JSON as Lua source. `null` is a name that the prelude binds. */
function decodedExpression(value: z.core.util.JSONType): string {
  if (typeof value === "string") return luaString(Buffer.from(value, "utf8").toString("latin1"));
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `{${value.map(decodedExpression).join(",")}}`;
  const fields = Object.entries(value).map(
    ([name, field]) => `[${decodedExpression(name)}]=${decodedExpression(field)}`,
  );
  return `{${fields.join(",")}}`;
}

/** A Lua string literal in pure ASCII: other bytes as `\ddd`. */
function luaString(bytes: Bytes): string {
  const escaped = bytes.replace(
    /[^ !#-[\]-~]/g,
    (character) => `\\${String(character.charCodeAt(0)).padStart(3, "0")}`,
  );
  return `"${escaped}"`;
}
