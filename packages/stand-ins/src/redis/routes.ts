import type { ServerResponse } from "node:http";
import type { Answer, Handler, Received } from "../server.ts";
import { type Item, presentReply, type StringEncoding } from "./encode.ts";
import { type Args, type RedisEngine, RedisError, type Reply } from "./engine/engine.ts";
import { refuseCommand } from "./refused-commands.ts";
import { parseCommand, parseCommands, parsePathCommand, parseTarget, type Target } from "./request.ts";
import { createScriptIndex } from "./scripts.ts";
import type { Streams } from "./stream.ts";

interface Ports {
  readonly engine: RedisEngine;
  readonly streams: Streams;
  readonly token: string;
}

const maxRequestBytes = 10 * 1024 * 1024;

/** Answers the REST interface of Upstash Redis. */
export function createHandler({ engine, streams, token }: Ports): Handler {
  const scripts = createScriptIndex();

  return async (received, response) => {
    const target = parseTarget(received.target);
    if (!isAuthorized(received, target)) return refuse(401, "WRONGPASS invalid or missing auth token");
    if (received.body.length > maxRequestBytes) {
      return refuse(400, `ERR max request size exceeded. Limit: ${maxRequestBytes} bytes`);
    }
    const format = received.headers["upstash-response-format"] ?? "json";
    if (format !== "json") return refuse(400, `ERR response format '${String(format)}' is not supported`);

    const isBodyRoute = ["/", "/pipeline", "/multi-exec"].includes(target.path);
    const methods = isBodyRoute ? ["POST"] : ["GET", "POST", "PUT", "HEAD"];
    if (!methods.includes(received.method)) return refuse(405, "ERR method not allowed");
    return await route(target, received, response);
  };

  async function route(
    target: Target,
    received: Received,
    response: ServerResponse,
  ): Promise<Answer | undefined> {
    const encoding = received.headers["upstash-encoding"] === "base64" ? "base64" : "utf8";
    if (target.path === "/") return answerCommand(parseCommand(received.body), encoding);
    if (target.path === "/pipeline") return answerPipeline(parseCommands(received.body), encoding);
    if (target.path === "/multi-exec") return answerTransaction(parseCommands(received.body), encoding);
    const streaming = received.headers.accept?.includes("text/event-stream");
    if (streaming && (await streams.open(target.path, received, response))) return undefined;
    return answerCommand(parsePathCommand(target, received), encoding);
  }

  async function answerCommand(args: Args | undefined, encoding: StringEncoding): Promise<Answer> {
    if (!args) return refuse(400, "ERR a command is a JSON array of strings, numbers, booleans and nulls");
    const item = presentReply(await run(args), encoding);
    return { status: "error" in item ? 400 : 200, body: item };
  }

  async function answerPipeline(
    commands: readonly Args[] | undefined,
    encoding: StringEncoding,
  ): Promise<Answer> {
    if (!commands) return refuse(400, "ERR a pipeline is a JSON array of commands");
    const items: Item[] = [];
    // One at a time: an EVALSHA may need the script of an EVAL before it.
    for (const args of commands) items.push(presentReply(await run(args), encoding));
    return { body: items };
  }

  async function answerTransaction(
    commands: readonly Args[] | undefined,
    encoding: StringEncoding,
  ): Promise<Answer> {
    if (!commands) return refuse(400, "ERR a transaction is a JSON array of commands");
    const refusal = commands.map(refuseCommand).find((error) => error !== undefined);
    if (refusal) return refuse(400, refusal.message);
    const prepared = commands.map((args) => scripts.prepare(args));
    const replies = await engine.transaction(prepared.map(({ args }) => args));
    if (replies instanceof RedisError) return refuse(400, replies.message);
    return {
      body: replies.map((reply, index) => presentReply(prepared[index]?.finish(reply) ?? null, encoding)),
    };
  }

  async function run(args: Args): Promise<Reply> {
    const refusal = refuseCommand(args);
    if (refusal) return refusal;
    const prepared = scripts.prepare(args);
    return prepared.finish(await engine.command(prepared.args));
  }

  function isAuthorized({ headers }: Received, { query }: Target): boolean {
    return headers.authorization === `Bearer ${token}` || query.get("_token") === token;
  }
}

function refuse(status: number, error: string): Answer {
  return { status, body: { error } };
}
