import * as z from "zod";
import type { Received } from "../server.ts";
import type { Args } from "./engine/engine.ts";

// The official client sends numbers, booleans and null as such where the caller gave them, e.g. [null] as ARGV.
const Command = z
  .array(z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .min(1)
  .transform((words): Args => words.map((word) => Buffer.from(String(word))));

/** The body of `POST /`: a command as a JSON array. Undefined when it is something else. */
export function parseCommand(body: Buffer): Args | undefined {
  return Command.safeParse(parseJson(body)).data;
}

/** The body of `/pipeline` and `/multi-exec`: an array of commands. Undefined when it is something else. */
export function parseCommands(body: Buffer): readonly Args[] | undefined {
  return z.array(Command).safeParse(parseJson(body)).data;
}

/** A raw request target, cut before anything is decoded: a slash inside a percent-encoded segment is part of it. */
export interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
}

export function parseTarget(target: string): Target {
  const [path = "", ...query] = target.split("?");
  return { path, query: new URLSearchParams(query.join("?")) };
}

/**
 * A command written as a path: `/set/key/value`, the body as one more argument, then what the query says:
 * `?EX=100` and `?NX` become `EX 100` and `NX`.
 */
export function parsePathCommand({ path, query }: Target, { body }: Received): Args {
  const options = [...query].filter(([name]) => name !== "_token").flat();
  return [
    ...path.slice(1).split("/").map(decodeSegment),
    ...(body.length > 0 ? [body] : []),
    ...options.filter((word) => word !== "").map((word) => Buffer.from(word)),
  ];
}

/** Decodes to bytes, so that a value need not be UTF-8. A percent sign that encodes nothing stays. */
export function decodeSegment(segment: string): Buffer {
  const bytes = segment.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1");
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
